import { describe, expect, it } from "vitest";
import { auditDetails } from "./audit-details";
import { auditFilterSchema, auditQuery } from "./audit-filter";

describe("auditDetails", () => {
  it("masks secrets by their name, at any depth", () => {
    const details = {
      user: "a",
      password: "p",
      nested: [{ clientSecret: "s", authorization: "t" }],
    };
    expect(auditDetails(details)).toEqual({
      user: "a",
      password: "[hidden]",
      nested: [{ clientSecret: "[hidden]", authorization: "[hidden]" }],
    });
  });

  it("makes anything storable as JSON", () => {
    const deep = { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } };
    const odd = {
      nul: "a\0b",
      half: "\ud800",
      infinite: Number.POSITIVE_INFINITY,
      big: 10n,
      at: new Date(0),
      never: new Date(Number.NaN),
      none: undefined,
      long: "x".repeat(5000),
      many: Array.from({ length: 500 }, () => 1),
      deep,
    };
    const stored = JSON.stringify(auditDetails(odd));
    expect(stored).not.toMatch(/\\u0000|\\ud800/);
    expect(stored.length).toBeLessThan(2000);
    expect(JSON.parse(stored)).toMatchObject({
      big: "10",
      at: "1970-01-01T00:00:00.000Z",
      never: null,
    });
  });
});

describe("auditFilterSchema", () => {
  it("reads back what auditQuery wrote", () => {
    const filter = { actor: "a&b", action: "SignIn", outcome: "denied", before: "42" } as const;
    const query = Object.fromEntries(new URLSearchParams(auditQuery(filter)));
    expect(auditFilterSchema.parse(query)).toEqual(filter);
    expect(auditQuery(auditFilterSchema.parse({}))).toBe("");
  });

  it.each([
    ["before", "-1"],
    ["before", "99999999999999999999"],
    ["outcome", "maybe"],
    ["actor", "\0"],
    ["actor", ["a", "b"]],
  ])("takes %s = %j as not asked", (name, value) => {
    expect(auditFilterSchema.parse({ [name]: value })[name as "actor"]).toBeUndefined();
  });
});
