import { describe, expect, it } from "vitest";
import { schemaRows, typeOf } from "./schema-rows";

describe("a schema as rows", () => {
  it("names members by their path", () => {
    const rows = schemaRows({
      type: "object",
      required: ["http"],
      properties: {
        http: {
          type: "object",
          required: ["url"],
          properties: { url: { type: "string", maxLength: 5 } },
        },
        tags: { type: "array", items: { type: "string" } },
        calls: {
          type: "array",
          items: { type: "object", properties: { name: { type: "string" } } },
        },
      },
    });
    expect(rows.map((row) => [row.path, row.type, row.isRequired, row.notes])).toEqual([
      ["http", "object", true, ""],
      ["http.url", "string", true, "length at most 5"],
      ["tags", "array of string", false, ""],
      ["calls", "array of object", false, ""],
      ["calls[].name", "string", false, ""],
    ]);
  });

  it("looks into the alternative that has members", () => {
    const rows = schemaRows({
      type: "object",
      properties: {
        a: {
          anyOf: [{ type: "object", properties: { b: { type: "integer" } } }, { type: "null" }],
        },
      },
    });
    expect(rows.map((row) => `${row.path}: ${row.type}`)).toEqual([
      "a: object or null",
      "a.b: integer",
    ]);
  });

  it("has none for what is no object", () => {
    expect(schemaRows(null)).toEqual([]);
    expect(schemaRows({ type: "string" })).toEqual([]);
  });
});

describe("the type of a schema", () => {
  it.each([
    [{ enum: ["GET", "PUT"] }, "GET | PUT"],
    [{ const: "http" }, '"http"'],
    [{ type: ["string", "null"] }, "string or null"],
    [{}, "any"],
  ])("reads %j as %s", (schema, words) => {
    expect(typeOf(schema)).toBe(words);
  });
});
