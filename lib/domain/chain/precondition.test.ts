import { describe, expect, it } from "vitest";
import { expressionScope } from "@/lib/domain/expression/expression-scope";
import { evaluatePrecondition, type Precondition, preconditionSchema } from "./precondition";

const SCOPE = expressionScope({
  now: new Date("2026-11-21T12:00:00Z"),
  isWindowOpen: (name) => ({ DAY: true, NIGHT: false })[name] ?? null,
  chainParameter: (name) => (name === "count" ? 3 : undefined),
  shouldRunAgain: () => true,
});

function evaluated(precondition: Partial<Precondition>) {
  return evaluatePrecondition(
    { window: null, open: true, expression: null, ...precondition },
    SCOPE,
  );
}

describe("a precondition (run-states-and-chains 2.3)", () => {
  it("that is absent lets run", () => {
    expect(evaluatePrecondition(null, SCOPE)).toBe("run");
  });

  it.each<[Partial<Precondition>, "run" | "skip"]>([
    [{ window: "DAY" }, "run"],
    [{ window: "NIGHT" }, "skip"],
    [{ window: "NIGHT", open: false }, "run"],
    [{ window: "DAY", open: false }, "skip"],
    [{ expression: "=Chain.count === 3" }, "run"],
    [{ expression: "=Chain.count > 3" }, "skip"],
    [{ expression: "=Repository.shouldRunAgain()" }, "run"],
    [{ window: "DAY", expression: "=true" }, "run"],
    [{ window: "DAY", expression: "=false" }, "skip"],
    [{ window: "NIGHT", expression: "=true" }, "skip"],
  ])("needs both of its parts: %j is %s", (precondition, verdict) => {
    expect(evaluated(precondition)).toBe(verdict);
  });

  it.each<[Partial<Precondition>, string]>([
    [{ window: "GONE" }, 'The precondition names a time window "GONE" that does not exist.'],
    [
      { expression: "=Chain.other" },
      'The precondition failed at position 2: The chain has no parameter "other".',
    ],
    [{ expression: "=Chain.count" }, "The precondition must give true or false."],
    [{ expression: "=1 ==" }, 'The precondition is wrong at position 4: Use "===" to compare.'],
  ])("that cannot be evaluated is an error, not a skip: %j", (precondition, error) => {
    expect(evaluated(precondition)).toEqual({ error });
  });

  it("does not evaluate its expression when the window says no", () => {
    expect(evaluated({ window: "NIGHT", expression: "=1 / 0 === 1" })).toBe("skip");
  });
});

describe("the precondition of a definition", () => {
  const step = preconditionSchema("step");

  it("has an open window when nothing else is said", () => {
    expect(step.parse({ window: "DAY" })).toEqual({ window: "DAY", open: true, expression: null });
  });

  it.each<[unknown, RegExp]>([
    [{}, /must have a window, an expression or both/],
    [{ window: null, expression: null }, /must have a window, an expression or both/],
    [{ window: "" }, /must not be empty/],
    [{ expression: "true" }, /at position 1: An expression starts with "="/],
    [
      { expression: "=Parameters.x === 1" },
      /at position 2: "Parameters" has no meaning in the precondition of a step/,
    ],
    [{ window: "DAY", zone: "UTC" }, /zone/],
  ])("cannot be %j", (input, message) => {
    expect(step.safeParse(input).error?.issues[0]?.message).toMatch(message);
  });

  it("may ask whether to run again only at a call", () => {
    const input = { expression: "=Repository.shouldRunAgain()" };
    expect(preconditionSchema("call").safeParse(input).success).toBe(true);
    expect(step.safeParse(input).success).toBe(false);
  });
});
