import { describe, expect, it } from "vitest";
import { parameterSchema, parametersSchema } from "./parameter-definition";

function problems(input: unknown[]): string[] {
  const parsed = parametersSchema.safeParse(input);
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`);
}

describe("a parameter (run-states-and-chains 2.4)", () => {
  it("is an optional text that goes in when only its name is given", () => {
    expect(parameterSchema.parse({ name: "a" })).toEqual({
      name: "a",
      direction: "in",
      type: "string",
      required: false,
      default: null,
    });
  });

  it.each<[string, unknown]>([
    ["string", "text"],
    ["number", 1.5],
    ["boolean", false],
    ["date", "2026-11-21"],
    ["json", { a: [1] }],
    ["number", "=1 + 1"],
    ["date", "=Time.now('UTC')"],
    ["string", "='=text'"],
  ])("of type %s may have the default %j", (type, value) => {
    expect(problems([{ name: "a", type, default: value }])).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    ["string", 1, /^0.default must be a text/],
    ["number", "1", /^0.default must be a number/],
    ["boolean", "true", /^0.default must be true or false/],
    ["date", "tomorrow", /^0.default must be an ISO 8601/],
    ["date", 5, /^0.default must be a date/],
    ["json", { a: "\0" }, /^0.default is not acceptable: 'a' must not contain NUL/],
    ["string", "=1 +", /^0.default must be a valid expression; at position 4/],
    ["string", "=Chain.x", /at position 2: "Chain" has no meaning/],
  ])("of type %s cannot have the default %j", (type, value, message) => {
    expect(problems([{ name: "a", type, default: value }])).toEqual([
      expect.stringMatching(message),
    ]);
  });

  it("that goes out is neither required nor has a default", () => {
    expect(problems([{ name: "a", direction: "out", required: true }])).toEqual([
      "0.required must be false for an out parameter",
    ]);
    expect(problems([{ name: "a", direction: "out", default: "x" }])).toEqual([
      "0.default must be null for an out parameter",
    ]);
  });
});

describe("the parameters of a definition", () => {
  it("differ in their names", () => {
    expect(problems([{ name: "a" }, { name: "A" }, { name: "a" }])).toEqual([
      "2.name must differ from the names of the other parameters",
    ]);
  });

  it("refer in defaults to earlier ones only", () => {
    expect(problems([{ name: "a" }, { name: "b", default: "=Parameters.a + '!'" }])).toEqual([]);
    expect(problems([{ name: "b", default: "=Parameters.a" }, { name: "a" }])).toEqual([
      '0.default must be a valid expression; at position 2: There is no parameter "a" before this one.',
    ]);
    expect(problems([{ name: "a", default: "=Parameters.a" }])).toHaveLength(1);
  });

  it("do not refer to what the run will fill", () => {
    expect(
      problems([
        { name: "a", direction: "out" },
        { name: "b", default: "='x' + Parameters.a" },
      ]),
    ).toEqual([
      '1.default must be a valid expression; at position 8: The parameter "a" has no value before the run.',
    ]);
  });
});
