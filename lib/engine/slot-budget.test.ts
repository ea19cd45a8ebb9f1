import { describe, expect, it } from "vitest";
import { candidate } from "@/lib/testing/gate-builder";
import { fullOrigins, type SlotBudget, slotTaker } from "./slot-budget";

const A = "http://a.test";
const B = "http://b.test";
const budget = (wish: Partial<SlotBudget>): SlotBudget => ({
  server: { id: "1", name: "one" },
  ...{ limit: 2, limitByOrigin: null, limitOfOthers: 0 },
  ...wish,
});
const of = (origin: string, priority = 50) => candidate({ origin, priority });

function answers(
  given: SlotBudget,
  plain: readonly ReturnType<typeof of>[],
  gated: readonly ReturnType<typeof of>[],
) {
  return gated.map(slotTaker(given, plain));
}

describe("the slots of a process server", () => {
  it("are given as long as there are any", () => {
    expect(answers(budget({}), [], [of(A), of(A), of(A)])).toEqual(["taken", "taken", "none"]);
    expect(answers(budget({ limit: 0 }), [], [of(A)])).toEqual(["none"]);
  });

  it("are kept for runs without gates that come first, and not for those behind", () => {
    expect(answers(budget({}), [of(A, 90)], [of(A), of(A)])).toEqual(["taken", "none"]);
    expect(answers(budget({}), [of(A, 10), of(A, 9)], [of(A), of(A)])).toEqual(["taken", "taken"]);
    expect(answers(budget({}), [of(A, 90), of(A, 40)], [of(A), of(A, 30)])).toEqual([
      "taken",
      "none",
    ]);
  });

  it("are given to each origin up to its limit", () => {
    const short = budget({ limit: 9, limitByOrigin: { [A]: 1 }, limitOfOthers: 2 });
    expect(answers(short, [], [of(A), of(A), of(B), of(B), of(B)])).toEqual([
      ...["taken", "none_for_origin", "taken", "taken", "none_for_origin"],
    ]);
  });

  it("are not kept for runs whose origin gets none: a host that is away keeps nobody back", () => {
    const away = budget({ limitByOrigin: { [A]: 0 }, limitOfOthers: 2 });
    const waiting = [of(A, 90), of(A, 90), of(A, 90)];
    expect(answers(away, waiting, [of(B), of(A), of(B)])).toEqual([
      ...["taken", "none_for_origin", "taken"],
    ]);
    expect(fullOrigins(away)).toEqual([A]);
    expect(fullOrigins(budget({}))).toEqual([]);
  });
});
