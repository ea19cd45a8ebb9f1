import { describe, expect, it } from "vitest";
import { definitionChangeSchema, definitionInputSchema } from "./definition-input";
import { fieldProblems } from "./field-problems";

describe("the problems of a form", () => {
  it("names every wrong field at once", () => {
    const problems = fieldProblems(definitionInputSchema, {
      name: "12",
      url: "ftp://example.com",
      priority: 0,
      headers: { Host: "example.com" },
    });
    expect(problems).toEqual({
      name: "Must not consist of digits only.",
      url: "Must be an absolute http or https URL.",
      priority: "Must be at least 1.",
      headers: 'Is not acceptable: the header "Host" is set by the scheduler.',
    });
  });

  it("asks for nothing that a change may leave out", () => {
    expect(fieldProblems(definitionChangeSchema, {})).toEqual({});
  });
});
