import { describe, expect, it } from "vitest";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { chainDefinitionSchema, MAX_CALLS_PER_STEP, MAX_STEPS } from "./chain-definition";

const call = { name: "Call", definition: "work" };
const chainOf = (...steps: unknown[]) => ({ steps });
const chainWith = (step: object) => chainOf({ name: "Step", ...step });
const chainCalling = (fields: object) => chainWith({ calls: [{ ...call, ...fields }] });

function refusalOf(input: unknown): unknown {
  try {
    parseInput(chainDefinitionSchema, input);
  } catch (error) {
    return error;
  }
  return null;
}

describe("the shape of a chain", () => {
  it("has a default for everything but the names and what is called", () => {
    expect(parseInput(chainDefinitionSchema, chainCalling({}))).toEqual({
      requestRestartByDefault: false,
      handlers: [],
      selection: null,
      steps: [
        {
          name: "Step",
          description: "",
          disabled: false,
          maxStarts: 1,
          precondition: null,
          handlers: [],
          calls: [
            {
              ...call,
              parameters: {},
              precondition: null,
              disabled: false,
              hold: false,
              ignoreStatus: false,
              queue: null,
              priority: null,
              startAt: null,
              window: null,
              minimumOpenSeconds: null,
              backlog: null,
              repeat: false,
              requested: false,
              after: [],
            },
          ],
        },
      ],
    });
  });

  it("reads back what it made without a change", () => {
    const made = parseInput(chainDefinitionSchema, {
      requestRestartByDefault: true,
      handlers: [
        { on: "Error", action: "RestartChain", version: "master" },
        { on: "Otherwise", action: "RequestRestart" },
      ],
      selection: { criteria: "WEEK-DAY AND NOT LASTDAY", backlog: "YES" },
      steps: [
        {
          name: "Load",
          maxStarts: 3,
          precondition: { window: "MONDAYS", open: false },
          handlers: [{ on: "Completed", action: "End", status: "Error" }],
          calls: [
            {
              ...call,
              hold: "=Chain.careful",
              precondition: { expression: "=Repository.shouldRunAgain()" },
            },
          ],
        },
      ],
    });
    expect(parseInput(chainDefinitionSchema, JSON.parse(JSON.stringify(made)))).toEqual(made);
  });

  const handler = (fields: object) => chainWith({ handlers: [{ on: "Error", ...fields }] });
  const many = (count: number, make: (index: number) => object) =>
    Array.from({ length: count }, (_, index) => make(index));
  it.each([
    ["no steps", chainOf(), "steps"],
    [
      "too many steps",
      chainOf(...many(MAX_STEPS + 1, (index) => ({ name: `S${index}` }))),
      "steps",
    ],
    [
      "too many calls of a step",
      chainWith({
        calls: many(MAX_CALLS_PER_STEP + 1, (index) => ({ ...call, name: `C${index}` })),
      }),
      "steps.0.calls",
    ],
    [
      "more than 2000 calls altogether",
      chainOf(
        ...many(5, (step) => ({
          name: `S${step}`,
          calls: many(MAX_CALLS_PER_STEP, (index) => ({ ...call, name: `C${index}` })),
        })),
      ),
      "steps",
    ],
    ["a step without a name", chainOf({ name: "" }), "steps.0.name"],
    ["a name with a blank at its end", chainOf({ name: "Step " }), "steps.0.name"],
    ["a call of nothing", chainWith({ calls: [{ name: "Call" }] }), "steps.0.calls.0.definition"],
    ["an unknown property", chainCalling({ retries: 1 }), "steps.0.calls.0.retries"],
    ["no start at all", chainWith({ maxStarts: 0 }), "steps.0.maxStarts"],
    ["more than 100 starts", chainWith({ maxStarts: 101 }), "steps.0.maxStarts"],
    ["a Goto to nowhere", handler({ action: "Goto" }), "steps.0.handlers.0.step"],
    ["an End as what", handler({ action: "End" }), "steps.0.handlers.0.status"],
    ["an unknown action", handler({ action: "Explode" }), "steps.0.handlers.0.action"],
    ["no action", handler({}), "steps.0.handlers.0.action"],
    [
      "what another action takes",
      handler({ action: "Continue", step: "Step" }),
      "steps.0.handlers.0.step",
    ],
    [
      "an unknown trigger",
      chainWith({ handlers: [{ on: "Held", action: "Continue" }] }),
      "steps.0.handlers.0.on",
    ],
    ["a hold that is plain text", chainCalling({ hold: "yes" }), "steps.0.calls.0.hold"],
    ["a hold that is a number", chainCalling({ hold: 1 }), "steps.0.calls.0.hold"],
    ["a local start", chainCalling({ startAt: "2026-11-21 08:00" }), "steps.0.calls.0.startAt"],
    [
      "an expression that cannot be read",
      chainWith({ precondition: { expression: "=1 +" } }),
      "steps.0.precondition.expression",
    ],
    [
      "shouldRunAgain for a step",
      chainWith({ precondition: { expression: "=Repository.shouldRunAgain()" } }),
      "steps.0.precondition.expression",
    ],
    ["an unknown backlog", chainCalling({ backlog: "MAYBE" }), "steps.0.calls.0.backlog"],
    [
      "a selection of another shape",
      { ...chainWith({}), selection: { when: 1 } },
      "selection.when",
    ],
  ])("refuses %s with its path", (_case, input, field) => {
    expect(refusalOf(input)).toMatchObject({ code: "invalid", field });
  });
});
