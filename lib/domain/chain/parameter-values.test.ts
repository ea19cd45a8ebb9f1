import { describe, expect, it } from "vitest";
import { expressionScope } from "@/lib/domain/expression/expression-scope";
import { parametersSchema } from "./parameter-definition";
import { type ParameterValues, parameterValue, resolveParameters } from "./parameter-values";

const SCOPE = expressionScope({
  now: new Date("2026-11-21T12:00:00Z"),
  chainParameter: (name) => ({ count: 3, none: null, text: "12" })[name],
  outValue: () => new Date("2026-11-20T00:00:00Z"),
});

function resolve(
  definitions: unknown[],
  values: ParameterValues,
  given: "mapping" | "literal" = "mapping",
) {
  return resolveParameters(parametersSchema.parse(definitions), values, { scope: SCOPE, given });
}

describe("in values (run-states-and-chains 2.4)", () => {
  it("are given ones, else defaults; those without a value are left out", () => {
    const definitions = [
      { name: "a", default: "A" },
      { name: "b", default: "B" },
      { name: "c" },
      { name: "d", direction: "out" },
      { name: "e", direction: "inout", type: "number", default: 5 },
    ];
    expect(resolve(definitions, { b: "given" })).toEqual({
      ok: true,
      values: { a: "A", b: "given", e: 5 },
    });
  });

  it("are missing when required and neither given nor defaulted, even as null", () => {
    const missing = { ok: false, parameter: "a", reason: "must have a value", missing: true };
    expect(resolve([{ name: "a", required: true }], {})).toEqual(missing);
    expect(resolve([{ name: "a", required: true }], { a: null })).toEqual(missing);
    expect(resolve([{ name: "a", required: true }], { a: "=Chain.none" })).toEqual(missing);
    expect(resolve([{ name: "a", required: true, default: "x" }], { a: null })).toEqual({
      ok: true,
      values: { a: "x" },
    });
  });

  it("are refused when nobody declared them or the run fills them", () => {
    expect(resolve([{ name: "a" }], { b: 1 })).toMatchObject({ ok: false, parameter: "b" });
    expect(resolve([{ name: "a", direction: "out" }], { a: "1" })).toMatchObject({
      ok: false,
      parameter: "a",
      missing: false,
    });
    expect(resolve([{ name: "a" }], { toString: "x" })).toMatchObject({ parameter: "toString" });
  });

  it("are passed on when the definition declares none", () => {
    expect(resolve([], { a: 1, b: { c: null }, d: null }, "literal")).toEqual({
      ok: true,
      values: { a: 1, b: { c: null }, d: null },
    });
    expect(resolve([], { a: "=Chain.count + 1", b: "12", c: "=A.B.c" })).toEqual({
      ok: true,
      values: { a: 4, b: "12", c: "2026-11-20T00:00:00.000Z" },
    });
  });

  it.each<[type: string, value: unknown, kept: unknown]>([
    ["number", "12", 12],
    ["number", " -1.5e2 ", -150],
    ["number", 7, 7],
    ["number", "=Chain.count * 2", 6],
    ["boolean", "true", true],
    ["boolean", "=Chain.count > 2", true],
    ["string", "12", "12"],
    ["string", "='=x'", "=x"],
    ["date", "2026-11-21 08:00", "2026-11-21T08:00:00.000Z"],
    ["date", "=Load.Call.at", "2026-11-20T00:00:00.000Z"],
    ["date", "=Time.now('UTC')", "2026-11-21T12:00:00.000Z"],
    ["json", "12", "12"],
    ["json", [1], [1]],
    ["json", "=Time.now('UTC')", "2026-11-21T12:00:00.000Z"],
  ])("of a mapping: a %s takes %j", (type, value, kept) => {
    expect(resolve([{ name: "a", type }], { a: value })).toEqual({ ok: true, values: { a: kept } });
  });

  it.each<[type: string, value: unknown, reason: RegExp]>([
    ["number", "twelve", /must be a number/],
    ["number", "", /must be a number/],
    ["number", "Infinity", /must be a number/],
    ["number", "1e999", /must be a number/],
    ["number", "=Chain.text", /must be a number/],
    ["string", 12, /must be a text/],
    ["string", "=Chain.count", /must be a text/],
    ["string", "=Time.now('UTC')", /must be a text/],
    ["boolean", "yes", /must be true or false/],
    ["boolean", 1, /must be true or false/],
    ["date", "soon", /must be an ISO 8601/],
    ["string", "=Chain.other", /^has an expression that fails at position 2: The chain has no/],
    ["string", "=Parameters.a", /has no meaning/],
  ])("of a mapping: a %s does not take %j", (type, value, reason) => {
    expect(resolve([{ name: "a", type }], { a: value })).toEqual({
      ok: false,
      parameter: "a",
      reason: expect.stringMatching(reason),
      missing: false,
    });
  });

  it("of a submission are taken as they are", () => {
    expect(resolve([{ name: "a" }], { a: "=1" }, "literal")).toEqual({
      ok: true,
      values: { a: "=1" },
    });
    expect(resolve([{ name: "a", type: "number" }], { a: "1" }, "literal")).toMatchObject({
      ok: false,
      reason: "must be a number",
    });
  });
});

describe("defaults", () => {
  it("see earlier parameters as they were resolved, in display order", () => {
    const definitions = [
      { name: "day", type: "date", default: "=Time.now('UTC')" },
      { name: "file", default: "='out-' + Time.format(Parameters.day, 'yyyyMMdd')" },
      { name: "copy", default: "=Parameters.file + Parameters['file']" },
    ];
    expect(resolve(definitions, { day: "2026-01-02" })).toEqual({
      ok: true,
      values: {
        day: "2026-01-02T00:00:00.000Z",
        file: "out-20260102",
        copy: "out-20260102out-20260102",
      },
    });
  });

  it("see null for an earlier parameter without a value", () => {
    const definitions = [
      { name: "a" },
      { name: "b", default: "=Parameters.a === null ? 'none' : 'some'" },
    ];
    expect(resolve(definitions, {})).toEqual({ ok: true, values: { b: "none" } });
  });

  it("of the wrong type are refused when they are evaluated", () => {
    expect(resolve([{ name: "a", type: "number", default: "='1'" }], {})).toMatchObject({
      ok: false,
      parameter: "a",
      reason: "must be a number",
    });
  });
});

describe("a parameter's value in expressions", () => {
  const definitions = parametersSchema.parse([{ name: "at", type: "date" }, { name: "empty" }]);

  it("is a time for a date", () => {
    const values = { at: "2026-11-21T00:00:00.000Z" };
    expect(parameterValue(definitions, values, "at")).toEqual(new Date("2026-11-21T00:00:00Z"));
  });

  it("is null without a value and undefined without a declaration", () => {
    expect(parameterValue(definitions, {}, "empty")).toBeNull();
    expect(parameterValue(definitions, { other: 1 }, "other")).toBeUndefined();
    expect(parameterValue(definitions, {}, "toString")).toBeUndefined();
  });

  it("is whatever was given when nothing is declared", () => {
    expect(parameterValue([], { other: 1 }, "other")).toBe(1);
    expect(parameterValue([], {}, "other")).toBeUndefined();
  });
});
