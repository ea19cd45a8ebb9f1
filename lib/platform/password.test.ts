import { describe, expect, it } from "vitest";
import { generatePassword, hashPassword, verifyPassword } from "./password";

describe("hashPassword", () => {
  it("gives a salted hash that only the password fits", async () => {
    const [one, two] = await Promise.all([hashPassword("horse"), hashPassword("horse")]);
    expect(one).not.toBe(two);
    expect(await verifyPassword("horse", one)).toBe(true);
    expect(await verifyPassword("Horse", one)).toBe(false);
  });

  it("does not depend on the Unicode form typed", async () => {
    expect(await verifyPassword("Zo\u00eb", await hashPassword("Zoe\u0308"))).toBe(true);
  });
});

describe("verifyPassword", () => {
  it.each([null, "", "plain", "scrypt$16384$8$1$$", "md5$1$1$1$YQ$YQ"])(
    "is false for the hash %j",
    async (hash) => {
      expect(await verifyPassword("", hash)).toBe(false);
    },
  );

  it("refuses more callers at once than it can serve soon", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 120 }, () => verifyPassword("x", null)),
    );
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(18);
    expect(refused[0]).toMatchObject({ reason: { code: "limit" } });
    expect(await verifyPassword("x", null)).toBe(false);
  });
});

describe("generatePassword", () => {
  it("is long and never the same", () => {
    const made = new Set(Array.from({ length: 50 }, generatePassword));
    expect(made.size).toBe(50);
    for (const password of made) expect(password).toMatch(/^[\w-]{20}$/);
  });
});
