import { describe, expect, it } from "vitest";
import { isInRanges, parseNumberRanges } from "./number-ranges";

function numbersIn(text: string, candidates: number[]): number[] | string {
  const parsed = parseNumberRanges(text);
  if (!parsed.ok) return `${parsed.position}: ${parsed.reason}`;
  return candidates.filter((candidate) => isInRanges(parsed.ranges, candidate));
}

describe("ranges of numbers", () => {
  it.each<[text: string, candidates: number[], held: number[]]>([
    ["-3,10-20,50-", [-7, 3, 4, 9, 10, 20, 21, 49, 50, 999], [-7, 3, 10, 20, 50, 999]],
    ["0", [-1, 0, 1], [0]],
    ["4,0", [0, 1, 4], [0, 4]],
    [" 1 - 3 , 7 ", [0, 1, 2.5, 3, 7, 8], [1, 2.5, 3, 7]],
    ["5-5", [4, 5, 6], [5]],
  ])("%j", (text, candidates, held) => {
    expect(numbersIn(text, candidates)).toEqual(held);
  });

  it.each<[text: string, position: number]>([
    ["", 1],
    ["1,", 2],
    ["1,,2", 3],
    ["1, x", 4],
    ["3-1", 1],
    ["-", 1],
    ["--3", 1],
    ["1-2-3", 1],
    ["0,1 2", 3],
    ["1.5", 1],
    ["1234567890123456", 1],
  ])("%j is refused at %i", (text, position) => {
    expect(parseNumberRanges(text)).toMatchObject({ ok: false, position });
  });
});
