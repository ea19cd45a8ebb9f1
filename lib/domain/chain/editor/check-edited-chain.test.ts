import { describe, expect, it } from "vitest";
import {
  type ChainDefinitionInput,
  chainDefinitionSchema,
} from "@/lib/domain/chain/chain-definition";
import { parametersSchema } from "@/lib/domain/chain/parameter-definition";
import { checkEditedChain } from "./check-edited-chain";
import { type EditedChain, EMPTY_CHAIN, editedChainOf } from "./edited-chain";
import { mappedText, mappedValueOf } from "./mapped-value";
import { offeredValues } from "./offered-values";

const DEFINITIONS = new Map([
  [
    "Load",
    parametersSchema.parse([
      { name: "day", type: "date", required: true },
      { name: "limit", type: "number" },
      { name: "rows", type: "number", direction: "out" },
    ]),
  ],
]);

function called(name: string) {
  const parameters = DEFINITIONS.get(name);
  return parameters === undefined ? null : { parameters };
}

function edited(...steps: NonNullable<ChainDefinitionInput["steps"]>): EditedChain {
  return editedChainOf(chainDefinitionSchema.parse({ steps }));
}

function findings(chain: EditedChain) {
  return checkEditedChain({ chain, name: "NIGHT", parameters: [], called });
}

/** As in `1 error calls`. */
function lines(chain: EditedChain): string[] {
  return findings(chain).map(({ key, severity, field }) => `${key} ${severity} ${field}`);
}

const LOAD = { name: "Load", definition: "Load", parameters: { day: "2026-11-21" } };

describe("checking an edited chain", () => {
  it("finds nothing wrong with a good one", () => {
    expect(lines(edited({ name: "A", calls: [LOAD] }))).toEqual([]);
  });

  it("asks an empty chain for a step", () => {
    expect(lines(EMPTY_CHAIN)).toEqual(["null error steps"]);
  });

  it("puts wrong shape and wrong meaning at their step and call, all at once", () => {
    const chain = edited(
      { name: "A", calls: [LOAD, { name: "B", definition: "Nothing" }] },
      { name: "A", handlers: [{ on: "Error", action: "Goto", step: "C" }], calls: [LOAD] },
    );
    const wrong = { ...chain, steps: chain.steps.map((step) => ({ ...step, maxStarts: "many" })) };
    expect(lines(wrong)).toEqual([
      "1 error maxStarts",
      "3 error definition",
      "4 error maxStarts",
      "4 error name",
      "4 error handlers.0.step",
    ]);
    expect(findings(wrong)[0]?.message).toBe("must be of type number");
  });

  it("knows where in an expression a problem is, and says it once", () => {
    const chain = edited({ name: "A", calls: [LOAD] });
    const [step] = chain.steps;
    const precondition = { window: null, open: true, expression: "=1 = 1" };
    const wrong = { ...chain, steps: step === undefined ? [] : [{ ...step, precondition }] };
    expect(findings(wrong)).toMatchObject([
      { key: 1, field: "precondition.expression", position: 4, severity: "error" },
    ]);
  });

  it("refuses a call of the chain itself", () => {
    expect(lines(edited({ name: "A", calls: [{ name: "B", definition: "NIGHT" }] }))).toContain(
      "2 error definition",
    );
  });

  it("warns of values that the called definition will not take, and of those it lacks", () => {
    const parameters = { limit: "much" };
    expect(lines(edited({ name: "A", calls: [{ ...LOAD, parameters }] }))).toEqual([
      "2 warning parameters.day",
      "2 warning parameters.limit",
    ]);
  });

  it("warns of a step that does nothing", () => {
    expect(lines(edited({ name: "A" }))).toEqual(["1 warning calls"]);
  });
});

describe("what earlier steps offer", () => {
  const chain = edited({ name: "A", calls: [LOAD] }, { name: "B", calls: [LOAD] });
  const parameters = parametersSchema.parse([{ name: "period" }]);

  it("is the parameters of the chain and what finished calls leave", () => {
    const groups = offeredValues({ chain, step: 1, parameters, called });
    expect(groups.map(({ label }) => label)).toEqual(["Chain", "A › Load"]);
    expect(groups[1]?.values).toEqual([{ name: "rows", type: "number", reference: "A.Load.rows" }]);
  });

  it("leaves out the step itself", () => {
    expect(offeredValues({ chain, step: 0, parameters: [], called })).toEqual([]);
  });
});

describe("a mapped value", () => {
  it.each([
    ["string", "12", "12"],
    ["number", "12.50", 12.5],
    ["number", "many", "many"],
    ["boolean", "true", true],
    ["json", '{"a":1}', { a: 1 }],
    ["json", '"12"', "12"],
    ["json", "plain", "plain"],
    ["number", "=Chain.x", "=Chain.x"],
    ["string", "", undefined],
  ] as const)("of type %s is read from %s", (type, text, value) => {
    expect(mappedValueOf(type, text)).toEqual(value);
    expect(mappedValueOf(type, mappedText(type, value))).toEqual(value);
  });
});
