import { describe, expect, it } from "vitest";
import { chainDefinitionSchema } from "./chain-definition";
import { type Callable, checkChain } from "./check-chain";
import { parametersSchema } from "./parameter-definition";

const calling = (name: string, fields: object = {}) => ({ name, definition: "work", ...fields });

const DEFINITIONS: Record<string, Callable> = {
  work: {
    parameters: parametersSchema.parse([
      { name: "period" },
      { name: "rows", direction: "out", type: "number" },
    ]),
  },
  open: { parameters: [] },
};

function check(chain: unknown, parameters: unknown[] = [{ name: "day" }]) {
  return checkChain({
    chain: chainDefinitionSchema.parse(chain),
    parameters: parametersSchema.parse(parameters),
    called: (name) => (name === "unseen" ? undefined : (DEFINITIONS[name] ?? null)),
  });
}

const found = (chain: unknown) => check(chain).map(({ path, severity }) => [severity, path]);

describe("the names of a chain", () => {
  it("are given once: steps in the chain, calls in their step", () => {
    const chain = {
      steps: [
        { name: "A", calls: [calling("C"), calling("C")] },
        { name: "B", calls: [calling("C")] },
        { name: "A" },
      ],
    };
    expect(found(chain)).toEqual([
      ["error", "chain.steps.2.name"],
      ["error", "chain.steps.0.calls.1.name"],
    ]);
  });
});

describe("status handlers", () => {
  it("have each trigger once on their level", () => {
    const handlers = [
      { on: "Error", action: "Continue" },
      { on: "Error", action: "End", status: "Error" },
    ];
    expect(found({ handlers, steps: [{ name: "A", handlers: handlers.slice(0, 1) }] })).toEqual([
      ["error", "chain.handlers.1.on"],
    ]);
  });

  it("go to steps that there are", () => {
    const goto = [{ on: "Error", action: "Goto", step: "Z" }];
    expect(check({ handlers: goto, steps: [{ name: "A", handlers: goto }] })).toEqual([
      {
        path: "chain.handlers.0.step",
        message: "names the step 'Z', which the chain does not have",
        severity: "error",
      },
      expect.objectContaining({ path: "chain.steps.0.handlers.0.step" }),
    ]);
  });

  const steps = (handler: object, maxStarts: number) => ({
    steps: [
      { name: "A", maxStarts },
      { name: "B", maxStarts, handlers: [{ on: "Error", ...handler }] },
      { name: "C" },
    ],
  });
  it.each([
    [{ action: "RestartStep" }],
    [{ action: "RestartFailed" }],
    [{ action: "Goto", step: "A" }],
    [{ action: "Goto", step: "B" }],
  ])("warn when %j could never start a step again", (handler) => {
    expect(found(steps(handler, 1))).toEqual([["warning", "chain.steps.1.handlers.0.action"]]);
    expect(found(steps(handler, 2))).toEqual([]);
  });

  it("may go forward to a step that starts once", () => {
    expect(found(steps({ action: "Goto", step: "C" }, 1))).toEqual([]);
  });

  it("of the chain warn only when no step may start again", () => {
    const handlers = [{ on: "Error", action: "RestartFailed" }];
    expect(found({ handlers, steps: [{ name: "A" }, { name: "B" }] })).toEqual([
      ["warning", "chain.handlers.0.action"],
    ]);
    expect(found({ handlers, steps: [{ name: "A" }, { name: "B", maxStarts: 2 }] })).toEqual([]);
  });
});

describe("the calls of a chain", () => {
  it("call definitions that exist; nothing is said of those that are not known", () => {
    const calls = [calling("C", { definition: "gone" }), calling("D", { definition: "unseen" })];
    expect(found({ steps: [{ name: "A", calls }] })).toEqual([
      ["error", "chain.steps.0.calls.0.definition"],
    ]);
  });

  it("give values to in parameters only, unless the definition declares none", () => {
    const parameters = { period: "11", rows: 1, other: 2 };
    const calls = [calling("C", { parameters }), calling("D", { definition: "open", parameters })];
    expect(check({ steps: [{ name: "A", calls }] })).toEqual([
      expect.objectContaining({
        path: "chain.steps.0.calls.0.parameters.rows",
        message: "is an out parameter, which the run fills",
      }),
      expect.objectContaining({
        path: "chain.steps.0.calls.0.parameters.other",
        message: "is not a parameter of the definition that is called",
      }),
    ]);
  });

  it("come after other calls of their step or of earlier ones", () => {
    const chain = {
      steps: [
        { name: "A", calls: [calling("C"), calling("D", { after: ["C", "D", "E"] })] },
        { name: "B", calls: [calling("E", { after: ["C"] })] },
      ],
    };
    expect(found(chain)).toEqual([
      ["error", "chain.steps.0.calls.1.after.1"],
      ["error", "chain.steps.0.calls.1.after.2"],
    ]);
  });
});

describe("the expressions of a chain", () => {
  const using = (expression: string) => ({
    steps: [
      { name: "A", calls: [calling("C")] },
      { name: "B", calls: [calling("C", { parameters: { period: expression } }), calling("D")] },
    ],
  });
  const path = "chain.steps.1.calls.0.parameters.period";

  it.each(["=A.C.rows", "=Chain.day", "='x' + Chain.day", "plain A.Z.rows", "=Time.now('UTC')"])(
    "may be %s",
    (expression) => {
      expect(check(using(expression))).toEqual([]);
    },
  );

  it.each([
    ["=1 +", 4, "must be a valid expression"],
    ["=Chain.month", 2, "refers to the parameter 'month', which the chain does not have"],
    ["=B.D.rows", 2, "only earlier steps can be referred to"],
    ["=A.D.rows", 2, "but the step has no such call"],
    ["=Z.C.rows", 2, "but the chain has no such step"],
    ["=1 + A.C.period", 6, "has no such out parameter"],
    ["=A.C.other", 2, "has no such out parameter"],
  ])("may not be %s", (expression, position, words) => {
    expect(check(using(expression))).toEqual([
      {
        path,
        severity: "error",
        position,
        message: expect.stringContaining(words),
      },
    ]);
  });

  it("are looked at wherever they may stand", () => {
    const chain = {
      steps: [
        {
          name: "A",
          precondition: { expression: "=Chain.a" },
          calls: [
            calling("C", {
              precondition: { expression: "=Chain.b" },
              disabled: "=Chain.c",
              hold: "=Chain.d",
            }),
          ],
        },
      ],
    };
    expect(found(chain)).toEqual([
      ["error", "chain.steps.0.precondition.expression"],
      ["error", "chain.steps.0.calls.0.precondition.expression"],
      ["error", "chain.steps.0.calls.0.disabled"],
      ["error", "chain.steps.0.calls.0.hold"],
    ]);
  });

  it("are only warned about where nothing is declared", () => {
    const chain = {
      steps: [
        { name: "A", calls: [calling("C", { definition: "open" })] },
        { name: "B", precondition: { expression: "=A.C.rows > Chain.least" } },
      ],
    };
    expect(check(chain, []).map(({ severity }) => severity)).toEqual(["warning", "warning"]);
  });
});
