import { describe, expect, it } from "vitest";
import { parametersSchema } from "@/lib/domain/chain/parameter-definition";
import { parameterTexts, readParameters } from "./run-parameters";

const PARAMETERS = parametersSchema.parse([
  { name: "day", type: "date", required: true },
  { name: "limit", type: "number", required: true, default: 5 },
  { name: "test", type: "boolean" },
  { name: "shape", type: "json" },
  { name: "text" },
]);

describe("the parameters of a run", () => {
  it("are of their types, and those left empty are not given", () => {
    const texts = { day: "2026-11-21 08:00:00", limit: "", test: "true", shape: "[1]", text: "=7" };
    expect(readParameters(PARAMETERS, texts)).toEqual({
      ok: true,
      values: { day: "2026-11-21T08:00:00.000Z", test: true, shape: [1], text: "=7" },
    });
  });

  it("are refused one by one, a required one only without a default", () => {
    const texts = { limit: "many", test: "perhaps", shape: "{" };
    const read = readParameters(PARAMETERS, texts);
    expect(read.ok ? [] : Object.keys(read.problems)).toEqual(["day", "limit", "test", "shape"]);
  });

  it("are shown as they were given", () => {
    const values = { day: "2026-11-21T08:00:00.000Z", limit: 5, shape: { a: 1 }, text: "x" };
    const texts = parameterTexts(PARAMETERS, values);
    expect(texts.day).toBe("2026-11-21 08:00:00");
    expect(readParameters(PARAMETERS, texts)).toEqual({ ok: true, values });
  });
});
