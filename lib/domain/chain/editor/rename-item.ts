import type { ExpressionUse } from "@/lib/domain/expression/expression-use";
import type { EditedCall, EditedChain, EditedHandler, EditedStep } from "./edited-chain";
import { type Referred, renameInExpression } from "./rename-in-expression";

type Rename = (referred: Referred) => Referred;

/**
 * Gives a step another name, and with it everything that refers to the step: the targets of Goto handlers and the
 * expressions of other steps. While the name is empty or another step's, what refers to it keeps the name it had: which
 * of the two is meant could not be told apart any more.
 */
export function renameStep(chain: EditedChain, key: number, name: string): EditedChain {
  const before = chain.steps.find((step) => step.key === key)?.name;
  const renamed = withStep(chain, key, (step) => ({ ...step, name }));
  const others = chain.steps.filter((step) => step.key !== key).map((step) => step.name);
  if (before === undefined || !canFollow(before, name, others)) return renamed;
  const inHandlers = (handlers: readonly EditedHandler[]) =>
    handlers.map((handler) => (handler.step === before ? { ...handler, step: name } : handler));
  const rename: Rename = (referred) =>
    referred.step === before ? { ...referred, step: name } : referred;
  return {
    ...renamed,
    handlers: inHandlers(renamed.handlers),
    steps: renamed.steps.map((step) => ({
      ...expressionsRenamed(step, rename),
      handlers: inHandlers(step.handlers),
    })),
  };
}

/**
 * Gives a call another name, and with it everything that refers to the call: the expressions of other steps and the
 * calls that run after it. While the name is empty or another call's of the step, what refers to it stays.
 */
export function renameCall(chain: EditedChain, key: number, name: string): EditedChain {
  const step = chain.steps.find(({ calls }) => calls.some((call) => call.key === key));
  const before = step?.calls.find((call) => call.key === key)?.name;
  const renamed = withCall(chain, key, (call) => ({ ...call, name }));
  const siblings = step?.calls.filter((call) => call.key !== key).map((call) => call.name) ?? [];
  if (step === undefined || before === undefined || !canFollow(before, name, siblings)) {
    return renamed;
  }
  const rename: Rename = (referred) =>
    referred.step === step.name && referred.call === before
      ? { ...referred, call: name }
      : referred;
  const isOnly =
    chain.steps.flatMap(({ calls }) => calls).filter((call) => call.name === before).length === 1;
  const steps = renamed.steps.map((other) => expressionsRenamed(other, rename));
  return {
    ...renamed,
    steps: isOnly ? steps.map((other) => afterRenamed(other, before, name)) : steps,
  };
}

function canFollow(before: string, name: string, others: readonly string[]): boolean {
  return (
    name !== before && name.trim() !== "" && !others.includes(name) && !others.includes(before)
  );
}

function afterRenamed(step: EditedStep, before: string, name: string): EditedStep {
  const calls = step.calls.map((call) =>
    call.after.includes(before)
      ? { ...call, after: call.after.map((after) => (after === before ? name : after)) }
      : call,
  );
  return { ...step, calls };
}

function expressionsRenamed(step: EditedStep, rename: Rename): EditedStep {
  return {
    ...step,
    precondition: conditionRenamed(step.precondition, "precondition", rename),
    calls: step.calls.map((call) => callRenamed(call, rename)),
  };
}

function callRenamed(call: EditedCall, rename: Rename): EditedCall {
  const switchRenamed = (value: boolean | string) =>
    typeof value === "string" ? renameInExpression(value, { use: "scheduling", rename }) : value;
  const parameters = Object.entries(call.parameters).map(([name, value]) => [
    name,
    typeof value === "string" ? renameInExpression(value, { use: "mapping", rename }) : value,
  ]);
  return {
    ...call,
    parameters: Object.fromEntries(parameters),
    precondition: conditionRenamed(call.precondition, "callPrecondition", rename),
    disabled: switchRenamed(call.disabled),
    hold: switchRenamed(call.hold),
  };
}

function conditionRenamed<Condition extends EditedStep["precondition"]>(
  condition: Condition,
  use: ExpressionUse,
  rename: Rename,
): Condition {
  if (condition === null || condition.expression === null) return condition;
  return { ...condition, expression: renameInExpression(condition.expression, { use, rename }) };
}

/** The chain with one step changed. */
export function withStep(
  chain: EditedChain,
  key: number,
  change: (step: EditedStep) => EditedStep,
): EditedChain {
  const steps = chain.steps.map((step) => (step.key === key ? change(step) : step));
  return { ...chain, steps };
}

/** The chain with one call changed. */
export function withCall(
  chain: EditedChain,
  key: number,
  change: (call: EditedCall) => EditedCall,
): EditedChain {
  const steps = chain.steps.map((step) =>
    step.calls.some((call) => call.key === key)
      ? { ...step, calls: step.calls.map((call) => (call.key === key ? change(call) : call)) }
      : step,
  );
  return { ...chain, steps };
}
