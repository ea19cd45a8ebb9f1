import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnswerBuffer } from "./answer-buffer";

const LIMITS = { textBytes: 10, answerBytes: 4000 };

describe("AnswerBuffer", () => {
  it("keeps the beginning of an answer however it is cut into chunks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 900 }), { maxLength: 12 }),
        (chunks) => {
          const buffer = new AnswerBuffer(LIMITS);
          for (const chunk of chunks) buffer.keep(Buffer.from(chunk));
          const all = Buffer.concat(chunks);
          const limit = all[0] === 0x7b ? LIMITS.answerBytes : LIMITS.textBytes;
          expect(buffer.bytes()).toEqual(all.subarray(0, limit));
          expect(buffer.received).toBe(all.length);
          expect(buffer.isFull).toBe(all.length > limit);
        },
      ),
    );
  });

  it("keeps more of what may be JSON", () => {
    const buffer = new AnswerBuffer(LIMITS);
    for (const char of `{${"x".repeat(5000)}`) buffer.keep(Buffer.from(char));
    expect(buffer.bytes().toString()).toBe(`{${"x".repeat(3999)}`);
    expect(buffer.isFull).toBe(true);
  });
});
