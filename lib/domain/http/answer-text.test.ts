import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerText, cleanText, outFromAnswer } from "./answer-text";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("answerText", () => {
  it("keeps a short answer as it is", () => {
    expect(answerText(utf8("Größe: ok\n\tdone"), 100)).toEqual({
      text: "Größe: ok\n\tdone",
      isTruncated: false,
    });
  });

  it("cuts a long answer without leaving half a character", () => {
    expect(answerText(utf8("aä".repeat(5)), 5)).toEqual({ text: "aäa", isTruncated: true });
  });

  it("replaces bytes that are no UTF-8 and stays within the limit", () => {
    const { text, isTruncated } = answerText(new Uint8Array(100).fill(0xff), 100);
    expect(text).toBe("\ufffd".repeat(33));
    expect(isTruncated).toBe(true);
  });

  it("removes NUL and other control characters", () => {
    expect(answerText(utf8("a\u0000b\u001b[31mc\u0085\r\n"), 100).text).toBe("ab[31mc\r\n");
  });

  it("is storable whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 64 }),
        (bytes, max) => {
          const { text } = answerText(bytes, max);
          expect(utf8(text).length).toBeLessThanOrEqual(max);
          expect(text).not.toContain("\u0000");
          expect(text).not.toMatch(/\p{Surrogate}/u);
        },
      ),
    );
  });
});

describe("cleanText", () => {
  it("replaces half characters", () => {
    expect(cleanText("a\ud800b\u0000😀")).toBe("a\ufffdb😀");
  });
});

describe("outFromAnswer", () => {
  it("reads the out parameters of a JSON answer", () => {
    expect(outFromAnswer(utf8('{"text":"x","out":{"file":"a.csv","rows":3}}'))).toEqual({
      file: "a.csv",
      rows: 3,
    });
  });

  it.each([
    "",
    "ok",
    "[]",
    '{"out":',
    '{"out":3}',
    '{"out":[1]}',
    '{"out":null}',
    '{"a":"\\"out\\""}',
  ])("finds none in %j", (text) => expect(outFromAnswer(utf8(text))).toBeNull());

  it("cleans strings that the database would refuse", () => {
    expect(outFromAnswer(utf8('{"out":{"a\\u0000":["\\ud800x\\u0000"]}}'))).toEqual({
      a: ["\ufffdx"],
    });
  });

  it("keeps a parameter called __proto__ an ordinary one", () => {
    const out = outFromAnswer(utf8('{"out":{"__proto__":{"isAdmin":true}}}'));
    expect(Object.keys(out ?? {})).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(out)).toBe(Object.prototype);
  });

  it("takes an answer nested without end for none", () => {
    const deep = `{"out":{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`;
    expect(outFromAnswer(utf8(deep))).toBeNull();
  });
});
