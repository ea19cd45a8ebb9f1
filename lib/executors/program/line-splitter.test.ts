import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineSplitter } from "./line-splitter";

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The lines of some bytes that come in pieces cut at these places. */
function linesOf(bytes: Uint8Array, cuts: readonly number[] = [], max = 100): string[] {
  const splitter = new LineSplitter(max);
  const places = [...cuts].sort((a, b) => a - b);
  const lines: string[] = [];
  let start = 0;
  for (const end of [...places, bytes.length]) {
    lines.push(...splitter.push(bytes.subarray(start, end)));
    start = Math.max(start, end);
  }
  return [...lines, ...splitter.end()];
}

describe("LineSplitter", () => {
  it.each([
    ["", []],
    ["one", ["one"]],
    ["one\n", ["one"]],
    ["one\ntwo", ["one", "two"]],
    ["one\r\ntwo\r\n", ["one", "two"]],
    ["10%\r20%\r", ["10%", "20%"]],
    ["\n\n", ["", ""]],
    ["\ta\u0000b\u001b[31mred\u007f\u009b", ["\ta␀b␛[31mred␡\ufffd"]],
  ])("cuts %j into %j", (text, lines) => {
    expect(linesOf(utf8(text))).toEqual(lines);
  });

  it("hands a line on with the chunk that completes it", () => {
    const splitter = new LineSplitter(100);
    expect(splitter.push(utf8("one\ntw"))).toEqual(["one"]);
    expect(splitter.push(utf8("o\r"))).toEqual(["two"]);
    expect(splitter.push(utf8("\nthree"))).toEqual([]);
    expect(splitter.end()).toEqual(["three"]);
  });

  it("makes the same lines wherever the chunks are cut", () => {
    const bytes = utf8("grüße €\r\n\r\n😀 a\rb\n\ntail 漢");
    const expected = linesOf(bytes);
    expect(expected).toEqual(["grüße €", "", "😀 a", "b", "", "tail 漢"]);
    const cuts = fc.array(fc.nat({ max: bytes.length }), { maxLength: 8 });
    const splitsAlike = (places: number[]) => {
      expect(linesOf(bytes, places)).toEqual(expected);
    };
    fc.assert(fc.property(cuts, splitsAlike));
  });

  it("replaces bytes that are no UTF-8, also a piece of a character at the end", () => {
    expect(linesOf(Uint8Array.from([0x61, 0xff, 0x0a, 0xe2, 0x82]))).toEqual(["a\ufffd", "\ufffd"]);
  });

  it("cuts a long line and counts the rest, however it comes", () => {
    const expected = ["abcd … (cut: 6 more characters)", "next"];
    const bytes = utf8("abcdefghij\nnext\n");
    expect(linesOf(bytes, [], 4)).toEqual(expected);
    expect(linesOf(bytes, [1, 2, 3, 4, 5, 6, 7], 4)).toEqual(expected);
    expect(linesOf(utf8("abcd\n"), [], 4)).toEqual(["abcd"]);
  });

  it("never cuts a character in half", () => {
    expect(linesOf(utf8("abc😀d"), [], 4)).toEqual(["abc … (cut: 3 more characters)"]);
  });
});
