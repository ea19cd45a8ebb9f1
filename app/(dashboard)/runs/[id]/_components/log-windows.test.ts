import { describe, expect, it } from "vitest";
import type { LogWindow } from "@/lib/queries/runs/read-log-window";
import { parseWindowRequest, windowQuery } from "../log/window-request";
import { joined } from "./log-windows";

function stretch(first: number, last: number, more: Partial<LogWindow> = {}): LogWindow {
  const lines = Array.from({ length: last - first + 1 }, (_, index) => ({
    ...{ number: first + index, at: "2026-03-01T00:00:00Z", level: "info" as const, text: "" },
  }));
  return { lines, firstSeq: first, lastSeq: last, hasOlder: first > 1, hasNewer: true, ...more };
}

const numbers = ({ lines }: LogWindow) => lines.map((line) => line.number);

describe("stretches of a log", () => {
  it("are joined where they touch, on both sides", () => {
    const known = stretch(4, 6);
    const after = joined(known, stretch(7, 8, { hasNewer: false }), {
      ...{ kind: "after", seq: 6, number: 6 },
    });
    expect([numbers(after), after.hasOlder, after.hasNewer]).toEqual([
      [4, 5, 6, 7, 8],
      true,
      false,
    ]);
    const before = joined(known, stretch(1, 3), { kind: "before", seq: 4, number: 4 });
    expect([numbers(before), before.hasOlder, before.hasNewer, before.firstSeq]).toEqual([
      [1, 2, 3, 4, 5, 6],
      false,
      true,
      1,
    ]);
  });

  it("stay as they are when nothing is there, and give way to the place that is gone to", () => {
    const known = stretch(4, 6);
    const nothing = { ...stretch(1, 0), hasNewer: false, hasOlder: false };
    const end = joined(known, nothing, { kind: "after", seq: 6, number: 6 });
    expect([numbers(end), end.lastSeq, end.hasNewer]).toEqual([[4, 5, 6], 6, false]);
    expect(numbers(joined(known, stretch(90, 91), { kind: "end" }))).toEqual([90, 91]);
    const late = joined(known, stretch(5, 6), { kind: "after", seq: 4, number: 4 });
    expect(numbers(late)).toEqual([5, 6]);
  });

  it("are asked for in words that are understood", () => {
    for (const request of [
      { kind: "after", seq: 12, number: 345 },
      { kind: "before", seq: 2, number: 3 },
      { kind: "line", number: 9 },
      { kind: "at", at: new Date("2026-03-01T00:00:00Z") },
      { kind: "end" },
    ] as const) {
      expect(parseWindowRequest(new URLSearchParams(windowQuery(request)))).toEqual(request);
    }
    expect(parseWindowRequest(new URLSearchParams("after=-1&line=x"))).toEqual({ kind: "end" });
  });
});
