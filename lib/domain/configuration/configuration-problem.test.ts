import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { problemAt, problemOfInput, refusedConfiguration } from "./configuration-problem";

describe("problemAt", () => {
  it("puts the place in the document before the field that was refused", () => {
    const error = new AppError("invalid", "'endTime' must not be before 'startTime'", {
      field: "endTime",
    });
    expect(problemAt("definitions.A", error)).toEqual({
      path: "definitions.A.endTime",
      message: "'definitions.A.endTime' must not be before 'startTime'",
      code: "invalid",
    });
  });

  it("names the place of a refusal that names no field, or speaks of it otherwise", () => {
    expect(problemAt("locks.L", new AppError("conflict", "It is used."))).toMatchObject({
      path: "locks.L",
      message: "'locks.L': It is used.",
    });
    const error = new AppError("limit", "Too many.", { field: "schedules" });
    expect(problemAt("definitions.A", error)).toMatchObject({
      path: "definitions.A.schedules",
      message: "'definitions.A.schedules': Too many.",
    });
  });
});

describe("refusedConfiguration", () => {
  const problem = (path: string, code: "invalid" | "not_found" = "invalid") => ({
    ...problemOfInput({ path, message: "is wrong" }),
    code,
  });

  it.each([
    [["a"], "'a' is wrong"],
    [["a", "b"], "'a' is wrong (and 1 more problem)"],
    [["a", "b", "c"], "'a' is wrong (and 2 more problems)"],
  ])("says the first of %j and how many there are", (places, message) => {
    const error = refusedConfiguration(places.map((place) => problem(place)));
    expect(error).toMatchObject({ code: "invalid", message, field: "a" });
    expect(error.details).toMatchObject({ problems: places.map((path) => ({ path })) });
  });

  it("has no field for what concerns the whole document", () => {
    const whole = problemOfInput({ path: "", message: "The configuration is none" });
    expect(refusedConfiguration([whole])).toMatchObject({
      message: "The configuration is none",
      field: undefined,
    });
    expect(refusedConfiguration([])).toMatchObject({ code: "invalid" });
  });

  it("does not look like a missing address, and tells at most a hundred", () => {
    const error = refusedConfiguration(
      Array.from({ length: 150 }, () => problem("a", "not_found")),
    );
    expect(error.code).toBe("conflict");
    expect(error.details).toMatchObject({ problems: { length: 100 } });
  });
});
