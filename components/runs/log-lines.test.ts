import { describe, expect, it } from "vitest";
import {
  findInLines,
  type LogLineView,
  levelOfKey,
  linesFromLevel,
  linesWith,
  logPieces,
  offsetText,
} from "@/components/runs/log-lines";

const ESC = "\u001b";

const lines: LogLineView[] = (
  [
    ["debug", "Request prepared"],
    ["info", "POST /close answered 200"],
    ["warning", "Answer was cut"],
    ["error", `ANSWER ${ESC}[31mmissing${ESC}[0m`],
  ] as const
).map(([level, text], index) => ({ number: index + 1, at: new Date(0), level, text }));

describe("finding in a log", () => {
  it("keeps lines at or above the level", () => {
    expect(linesFromLevel(lines, "warning").map((line) => line.number)).toEqual([3, 4]);
    expect(["1", "4", "5", "a", "11"].map(levelOfKey)).toEqual([
      "debug",
      "error",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("finds words whatever their case, also across colour changes", () => {
    expect(findInLines(lines, "answer")).toEqual([1, 2, 3]);
    expect(findInLines(lines, "answer missing")).toEqual([3]);
    expect(findInLines(lines, "")).toEqual([]);
    expect(linesWith(lines, "answer missing").map((line) => line.number)).toEqual([4]);
  });
});

describe("the pieces of a line", () => {
  const shown = (text: string, words: string) =>
    logPieces(text, words).map((piece) => [piece.text, piece.isHit, piece.style.colour]);

  it("are cut at hits without losing a letter", () => {
    expect(shown("aXbx", "x")).toEqual([
      ["a", false, null],
      ["X", true, null],
      ["b", false, null],
      ["x", true, null],
    ]);
    expect(shown("none", "")).toEqual([["none", false, null]]);
    expect(shown("xxa", "x")).toEqual([
      ["xx", true, null],
      ["a", false, null],
    ]);
  });

  it("keep their colours inside a hit that goes across them", () => {
    expect(shown(`an${ESC}[31mswer`, "NSW")).toEqual([
      ["a", false, null],
      ["n", true, null],
      ["sw", true, "red"],
      ["er", false, "red"],
    ]);
  });

  it("have offsets that tell them apart", () => {
    expect(logPieces("aXbx", "x").map((piece) => piece.offset)).toEqual([0, 1, 2, 3]);
  });
});

describe("offsetText", () => {
  it("counts from the beginning of the log, also backwards", () => {
    expect([4250, 3_723_000, -1500].map(offsetText)).toEqual([
      "+0:04.250",
      "+1:02:03.000",
      "−0:01.500",
    ]);
  });
});
