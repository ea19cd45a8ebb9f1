import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSecretBox, generateToken, hashToken, isSameSecret } from "./secrets";

const KEY = "a secret key of some length";
const box = createSecretBox(KEY);

describe("createSecretBox", () => {
  it("opens what it sealed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (plain, context) => {
        expect(box.open(box.seal(plain, context), context)).toBe(plain);
      }),
    );
  });

  it("opens what another node with the same key sealed", () => {
    expect(createSecretBox(KEY).open(box.seal("geheim", "a"), "a")).toBe("geheim");
  });

  it("seals the same text differently each time and never readably", () => {
    const sealed = [box.seal("geheim", "a"), box.seal("geheim", "a")];
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(Buffer.from(sealed[0] ?? "", "base64url").includes("geheim")).toBe(false);
  });

  it("does not open for another place of use", () => {
    expect(() => box.open(box.seal("geheim", "definition:1"), "definition:2")).toThrow();
  });

  it("does not open with another key", () => {
    expect(() => createSecretBox(`${KEY}!`).open(box.seal("geheim", "a"), "a")).toThrow();
  });

  it("does not open after any bit was changed", () => {
    const bytes = Buffer.from(box.seal("geheim", "a"), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => box.open(changed.toString("base64url"), "a")).toThrow();
    }
  });

  it.each(["", "AA", "not sealed at all", "AQ".repeat(14)])("refuses %j", (text) => {
    expect(() => box.open(text, "a")).toThrow();
  });

  it("refuses a short secret key", () => expect(() => createSecretBox("short")).toThrow());
});

describe("tokens", () => {
  it("are random and as long as asked for", () => {
    expect(generateToken()).toMatch(/^[\w-]{43}$/);
    expect(generateToken(16)).toHaveLength(22);
    expect(generateToken()).not.toBe(generateToken());
  });

  it("are stored as their SHA-256", () => {
    expect(hashToken("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  it("are compared whatever their lengths", () => {
    expect(isSameSecret("abc", "abc")).toBe(true);
    expect(isSameSecret("abc", "abd")).toBe(false);
    expect(isSameSecret("abc", "abcd")).toBe(false);
    expect(isSameSecret("", "abc")).toBe(false);
  });
});
