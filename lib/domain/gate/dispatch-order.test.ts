import { describe, expect, it } from "vitest";
import { compareDispatch, type DispatchKey } from "./dispatch-order";

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const run = (id: string, wish: Partial<DispatchKey> = {}): DispatchKey => ({
  id,
  priority: 50,
  rootStartAt: at("08:00"),
  startAt: at("08:00"),
  ...wish,
});

describe("the dispatch order (run-states-and-chains 4.3)", () => {
  it("is priority, then the start of the top-level run, then the own start, then the id", () => {
    const expected = [
      run("9", { priority: 90, rootStartAt: at("09:00"), startAt: at("09:00") }),
      run("8", { rootStartAt: at("07:00"), startAt: at("09:00") }),
      run("7", { startAt: at("07:59") }),
      run("1"),
      run("2"),
      run("0", { startAt: at("08:01") }),
      run("0", { priority: 49, rootStartAt: at("01:00") }),
    ];
    expect(expected.toReversed().sort(compareDispatch)).toEqual(expected);
  });

  it("leaves no two runs undecided, and a run equal to itself", () => {
    expect(compareDispatch(run("1"), run("2"))).toBeLessThan(0);
    expect(compareDispatch(run("2"), run("1"))).toBeGreaterThan(0);
    expect(compareDispatch(run("1"), run("1"))).toBe(0);
  });
});
