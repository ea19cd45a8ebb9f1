import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { AppError } from "@/lib/domain/errors";
import { createCredentialSchema } from "./credential-input";
import { parseAccessInput } from "./parse-access-input";
import { createTenantSchema } from "./tenant-input";
import { createUserSchema, signInSchema } from "./user-input";
import { normalizeUsername, placeholderEmail } from "./username";

/** Field and sentence of the refusal. */
function refusal(
  schema: z.ZodType,
  input: unknown,
): { field: string | undefined; message: string } {
  try {
    parseAccessInput(schema, input);
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return error as AppError;
    throw error;
  }
  throw new Error("the input was accepted");
}

const text = (label: string): [string, unknown][] => [
  [label, 7],
  [label, null],
  [label, {}],
  [label, ""],
  [label, "   "],
  [label, "x".repeat(1000)],
  [label, "nul\0"],
  [label, "half \ud800"],
  [label, "bell\u0007"],
];

describe("createUserSchema", () => {
  const valid = { username: "ada", role: "viewer" };
  it.each<[string, unknown]>([
    ...text("username"),
    ...text("name").filter(([, value]) => value !== ""),
    ["role", "root"],
    ["role", 1],
    ["password", "short"],
    ["password", " ".repeat(20)],
    ["password", "x".repeat(129)],
    ["tenantId", "1; DROP TABLE tenant"],
    ["isAdmin", true],
  ])("refuses %s = %j and names the field", (field, value) => {
    const found = refusal(createUserSchema, { ...valid, [field]: value });
    expect(found.field).toBe(field);
    expect(found.message).toMatch(/\.$/);
  });

  it("takes fields that a form left empty as absent", () => {
    const input = { ...valid, name: "", password: "", tenantId: "" };
    expect(parseAccessInput(createUserSchema, input)).toEqual({ username: "ada", role: "viewer" });
  });

  it.each([undefined, null, [], "x", 1])("refuses %j", (input) => {
    expect(refusal(createUserSchema, input).field).toBeUndefined();
  });
});

describe("createCredentialSchema", () => {
  const valid = { name: "nightly", scopes: ["jobs.read"] };
  it.each<[string, unknown]>([
    ...text("name"),
    ["scopes", []],
    ["scopes", "jobs.read"],
    ["isProvider", "yes"],
    ["tenantId", "abc"],
    ["expiresAt", "tomorrow"],
    ["expiresAt", "2027-02-30"],
    ["expiresAt", "99999-01-01"],
    ["expiresAt", 5],
    ["secret", "mine"],
  ])("refuses %s = %j and names the field", (field, value) => {
    const found = refusal(createCredentialSchema, { ...valid, [field]: value });
    expect(found.field).toBe(field);
    expect(found.message).toMatch(/\.$/);
  });

  it("refuses scopes that belong to people", () => {
    const found = refusal(createCredentialSchema, { ...valid, scopes: ["access.write"] });
    expect(found).toMatchObject({ field: "scopes.0", message: "This scope does not exist." });
  });

  it("takes a day as its end in UTC and names each scope once", () => {
    const scopes = ["jobs.write", "jobs.read", "jobs.write"];
    const parsed = parseAccessInput(createCredentialSchema, {
      ...valid,
      scopes,
      expiresAt: "2027-01-31",
    });
    expect(parsed.expiresAt?.toISOString()).toBe("2027-01-31T23:59:59.999Z");
    expect(parsed.scopes).toEqual(["jobs.read", "jobs.write"]);
  });
});

describe("createTenantSchema", () => {
  it.each(["", "-a", "a-", "a.b", "a b", "ü", "x".repeat(64), "<b>", 5])(
    "refuses the subdomain %j",
    (subdomain) => {
      expect(refusal(createTenantSchema, { subdomain, name: "A" }).field).toBe("subdomain");
    },
  );
});

describe("signInSchema", () => {
  it.each([
    ["username", ""],
    ["password", ""],
    ["password", "x".repeat(2000)],
  ])("refuses %s = %.10j", (field, value) => {
    const found = refusal(signInSchema, { username: "a", password: "b", [field]: value });
    expect(found.field).toBe(field);
  });
});

describe("a user name", () => {
  it("is the same in any case and Unicode form", () => {
    expect(normalizeUsername(" Zo\u0065\u0308 ")).toBe(normalizeUsername("ZOË"));
  });

  it("gives a placeholder address that differs for different names", () => {
    expect(placeholderEmail("ada@example.com")).toBe("ada%40example.com@users.invalid");
    expect(placeholderEmail("ada_example.com")).not.toBe(placeholderEmail("ada@example.com"));
  });
});
