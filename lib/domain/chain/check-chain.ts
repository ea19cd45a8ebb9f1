import { error, type Finding } from "@/lib/domain/definition/finding";
import { type Expression, problemText } from "@/lib/domain/expression/expression";
import { parseExpression } from "@/lib/domain/expression/parse-expression";
import type { ChainCall, ChainDefinition, ChainStep } from "./chain-definition";
import { expressionsOf, type PlacedExpression } from "./chain-expressions";
import { checkHandlers } from "./check-handlers";
import type { ParameterDefinition } from "./parameter-definition";

/** What a check has to know of a definition that is called. */
export interface Callable {
  readonly parameters: readonly ParameterDefinition[];
}

/** A chain with what it is checked against. */
export interface ChainToCheck {
  readonly chain: ChainDefinition;
  /** Those of the chain's own definition. */
  readonly parameters: readonly ParameterDefinition[];
  /** The definition of a name; null when there is none, undefined when it is not known whether there is one. */
  readonly called: (name: string) => Callable | null | undefined;
}

/**
 * What is wrong with a chain whose shape is right: names given twice, handlers and calls that lead nowhere, values for
 * parameters that are not there, and expressions that cannot be read or refer to what is not known when their step
 * starts (run-states-and-chains 2.3, 2.4, 3, 8.2).
 */
export function checkChain(check: ChainToCheck): Finding[] {
  const { chain } = check;
  return [
    ...checkNames(chain.steps, "chain.steps"),
    ...chain.steps.flatMap(({ calls }, index) => checkNames(calls, `chain.steps.${index}.calls`)),
    ...checkHandlers(chain),
    ...chain.steps.flatMap((step, index) =>
      step.calls.flatMap((call, at) =>
        checkCall(call, { check, step: index, path: `chain.steps.${index}.calls.${at}` }),
      ),
    ),
    ...expressionsOf(chain).flatMap((placed) => checkExpression(placed, check)),
  ];
}

function checkNames(named: readonly { name: string }[], path: string): Finding[] {
  const seen = new Set<string>();
  return named.flatMap(({ name }, index) => {
    const isSeen = seen.has(name);
    seen.add(name);
    return isSeen ? [error(`${path}.${index}.name`, `is given a second time: ${name}`)] : [];
  });
}

interface CallPlace {
  readonly check: ChainToCheck;
  readonly step: number;
  readonly path: string;
}

function checkCall(call: ChainCall, { check, step, path }: CallPlace): Finding[] {
  const findings: Finding[] = [];
  const called = check.called(call.definition);
  if (called === null) {
    const message = `names the definition '${call.definition}', which does not exist`;
    findings.push(error(`${path}.definition`, message));
  }
  for (const name of Object.keys(call.parameters)) {
    const reason = called ? whyNotGiven(called, name) : null;
    if (reason === null) continue;
    findings.push(error(`${path}.parameters.${name}`, reason));
  }
  return [...findings, ...checkPredecessors(call, { check, step, path })];
}

/** Why a call gives no value of this name; a definition that declares no parameters takes every value. */
function whyNotGiven({ parameters }: Callable, name: string): string | null {
  if (parameters.length === 0) return null;
  const parameter = parameters.find((candidate) => candidate.name === name);
  if (parameter === undefined) return "is not a parameter of the definition that is called";
  return parameter.direction === "out" ? "is an out parameter, which the run fills" : null;
}

function checkPredecessors(call: ChainCall, { check, step, path }: CallPlace): Finding[] {
  if (call.after.length === 0) return [];
  const calls = check.chain.steps.slice(0, step + 1).flatMap((before) => before.calls);
  const names = new Set(calls.map(({ name }) => name));
  names.delete(call.name);
  return call.after.flatMap((name, index) =>
    names.has(name)
      ? []
      : [
          error(
            `${path}.after.${index}`,
            `names '${name}', which is no other call of this step or an earlier one`,
          ),
        ],
  );
}

function checkExpression(placed: PlacedExpression, check: ChainToCheck): Finding[] {
  const parsed = parseExpression(placed.text, { allow: placed.use });
  if (!parsed.ok) {
    return [at(placed, parsed.position, `must be a valid expression; ${problemText(parsed)}`)];
  }
  return [
    ...checkChainParameters(parsed.expression, placed, check),
    ...checkOutValues(parsed.expression, placed, check),
  ];
}

function checkChainParameters(
  { references }: Expression,
  placed: PlacedExpression,
  { parameters }: ChainToCheck,
): Finding[] {
  const severity = parameters.length === 0 ? "warning" : "error";
  return references.chainParameters
    .filter(({ name }) => !parameters.some((parameter) => parameter.name === name))
    .map(({ name, position }) => ({
      ...at(placed, position, `refers to the parameter '${name}', which the chain does not have`),
      severity,
    }));
}

function checkOutValues(
  { references }: Expression,
  placed: PlacedExpression,
  check: ChainToCheck,
): Finding[] {
  const earlier = check.chain.steps.slice(0, placed.step);
  return references.outValues.flatMap(({ step, call, parameter, position }) => {
    const found = earlier
      .find(({ name }) => name === step)
      ?.calls.find(({ name }) => name === call);
    if (found === undefined) {
      return [
        at(placed, position, `refers to '${step}.${call}', ${whyNot(check.chain, step, placed)}`),
      ];
    }
    const called = check.called(found.definition);
    if (!called || leavesValue(called, parameter)) return [];
    const message = `refers to the value '${parameter}' of '${step}.${call}', whose definition '${found.definition}' has no such out parameter`;
    const severity = called.parameters.length === 0 ? "warning" : "error";
    return [{ ...at(placed, position, message), severity }];
  });
}

function leavesValue({ parameters }: Callable, name: string): boolean {
  return parameters.some((parameter) => parameter.name === name && parameter.direction !== "in");
}

function whyNot({ steps }: ChainDefinition, name: string, placed: PlacedExpression): string {
  const index = steps.findIndex((step: ChainStep) => step.name === name);
  if (index < 0) return "but the chain has no such step";
  return index < placed.step
    ? "but the step has no such call"
    : "which is not finished when this step starts; only earlier steps can be referred to";
}

function at({ path }: PlacedExpression, position: number, message: string): Finding {
  return { ...error(path, message), position };
}
