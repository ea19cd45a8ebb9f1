import { describe, expect, it } from "vitest";
import { parseJsonText } from "@/components/ui/json-text";

describe("parseJsonText", () => {
  it("returns the value of valid JSON", () => {
    expect(parseJsonText('{ "a": [1, null] }')).toEqual({ ok: true, value: { a: [1, null] } });
  });

  it("names line and column of the first fault", () => {
    const parsed = parseJsonText('{\n  "a": 1,\n  b: 2\n}');
    expect(!parsed.ok && parsed.reason).toContain("line 3, column 3");
  });

  it("gives a reason for an unfinished text", () => {
    const parsed = parseJsonText('{ "a":');
    expect(!parsed.ok && parsed.reason).toMatch(/^Not valid JSON/);
  });
});
