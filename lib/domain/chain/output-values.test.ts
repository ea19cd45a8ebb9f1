import { describe, expect, it } from "vitest";
import { resolveOutputs } from "./output-values";
import { parametersSchema } from "./parameter-definition";

const DEFINITIONS = parametersSchema.parse([
  { name: "in" },
  { name: "rows", direction: "out", type: "number" },
  { name: "at", direction: "out", type: "date" },
  { name: "mode", direction: "inout" },
  { name: "more", direction: "out", type: "json" },
]);

function outputs(answer: unknown, inputs = {}) {
  return resolveOutputs(DEFINITIONS, inputs, answer);
}

describe("out values (run-states-and-chains 2.4)", () => {
  it("are the declared ones of the answer", () => {
    const out = { in: "x", rows: 7, at: "2026-11-21", more: { a: [1] }, unknown: 1 };
    expect(outputs({ out, other: 1 })).toEqual({
      values: { rows: 7, at: "2026-11-21T00:00:00.000Z", more: { a: [1] } },
      rejected: [],
    });
  });

  it("of an inout parameter are the in value unless the run changed it", () => {
    expect(outputs({ out: {} }, { mode: "fast" }).values).toEqual({ mode: "fast" });
    expect(outputs({ out: { mode: null } }, { mode: "fast" }).values).toEqual({ mode: "fast" });
    expect(outputs({ out: { mode: "slow" } }, { mode: "fast" }).values).toEqual({ mode: "slow" });
    expect(outputs(null, {}).values).toEqual({});
  });

  it("of another type are left out and named", () => {
    expect(outputs({ out: { rows: "7", mode: 1, more: "\0" } }, { mode: "fast" })).toEqual({
      values: { mode: "fast" },
      rejected: [
        { parameter: "rows", reason: "must be a number" },
        { parameter: "mode", reason: "must be a text" },
        { parameter: "more", reason: "must not contain NUL or incomplete characters" },
      ],
    });
  });

  it.each([null, undefined, "text", 5, [], {}, { out: null }, { out: [1] }, { out: "x" }])(
    "are none in the answer %j",
    (answer) => {
      expect(outputs(answer)).toEqual({ values: {}, rejected: [] });
    },
  );
});
