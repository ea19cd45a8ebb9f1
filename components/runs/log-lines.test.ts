import { describe, expect, it } from "vitest";
import {
  findInLines,
  type LogLineView,
  linesFromLevel,
  safeLogText,
  splitByHits,
} from "@/components/runs/log-lines";

const lines: LogLineView[] = (
  [
    ["debug", "Request prepared"],
    ["info", "POST /close answered 200"],
    ["warning", "Answer was cut"],
    ["error", "ANSWER \u001b[31mmissing\u001b[0m"],
  ] as const
).map(([level, text], index) => ({ number: index + 1, at: new Date(0), level, text }));

describe("safeLogText", () => {
  it("removes colours, links, control and reordering characters but keeps tabs", () => {
    expect(safeLogText("\u001b[1;31mred\u001b[0m\tplain\u0000")).toBe("red\tplain");
    expect(safeLogText("\u001b]8;;http://x\u0007link\u001b]8;;\u0007")).toBe("link");
    expect(safeLogText("abc\u202etxt.exe")).toBe("abctxt.exe");
  });
});

describe("finding in a log", () => {
  it("keeps lines at or above the level", () => {
    expect(linesFromLevel(lines, "warning").map((line) => line.number)).toEqual([3, 4]);
  });

  it("finds words whatever their case, also across colour changes", () => {
    expect(findInLines(lines, "answer")).toEqual([1, 2, 3]);
    expect(findInLines(lines, "answer missing")).toEqual([3]);
    expect(findInLines(lines, "")).toEqual([]);
  });

  it("cuts a text at its hits without losing a letter", () => {
    expect(splitByHits("aXbx", "x")).toEqual([
      { text: "a", isHit: false },
      { text: "X", isHit: true },
      { text: "b", isHit: false },
      { text: "x", isHit: true },
    ]);
    expect(splitByHits("none", "")).toEqual([{ text: "none", isHit: false }]);
  });
});
