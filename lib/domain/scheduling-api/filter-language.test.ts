import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { parseJobFilter } from "./filter-language";

const eq = (property: string, text: string) => ({ property, operator: "eq", text });
const contains = (property: string, text: string) => ({ property, operator: "contains", text });

describe("parseJobFilter", () => {
  it("reads both kinds of terms, with blanks where they do no harm", () => {
    expect(parseJobFilter("contains(name, 'sales')")).toEqual([[contains("name", "sales")]]);
    expect(parseJobFilter("  contains( subDomain ,'x' ) ")).toEqual([[contains("subDomain", "x")]]);
    expect(parseJobFilter("tenantId  eq  'abc'")).toEqual([[eq("tenantId", "abc")]]);
  });

  it("binds and tighter than or", () => {
    const filter = "name eq 'a' or name eq 'b' and contains(name,'c') or name eq 'd'";
    expect(parseJobFilter(filter)).toEqual([
      [eq("name", "a")],
      [eq("name", "b"), contains("name", "c")],
      [eq("name", "d")],
    ]);
  });

  it("takes a doubled quote for one inside the text, and words of the language too", () => {
    expect(parseJobFilter("name eq 'it''s' and name eq ''")).toEqual([
      [eq("name", "it's"), eq("name", "")],
    ]);
    expect(parseJobFilter("name eq ' and name eq '")).toEqual([[eq("name", " and name eq ")]]);
  });

  it.each([
    "",
    "name",
    "name eq abc",
    "name eq 'a' name eq 'b'",
    "name eq 'a' xor name eq 'b'",
    "name eq 'a' and",
    "(name eq 'a')",
    "name ne 'a'",
    "contains(name 'a')",
    "contains(name, 'a'",
    "owner eq 'a'",
    "contains(description, 'a')",
    "name eq 'it's'",
    Array.from({ length: 51 }, () => "name eq 'a'").join(" or "),
  ])("refuses %s", (source) => {
    expect(() => parseJobFilter(source)).toThrow(AppError);
  });
});
