import type { RunState } from "@/lib/domain/run/run-state";
import { CHAINED, DISABLED, type RunFate } from "./call-fate";
import type { ChainCall, ChainDefinition, ChainStep } from "./chain-definition";

/** Most runs one submission creates, the run of the chain itself included. */
export const MAX_RUNS_PER_SUBMISSION = 10_000;
/** How deep chains may be nested, the submitted one included. */
export const MAX_CHAIN_DEPTH = 10;

/** A run to be created at submission: its path after New, and what it stands for. */
interface PlannedRun {
  readonly name: string;
  readonly iteration: 1;
  readonly path: readonly RunState[];
  readonly reason: string | null;
  /** The earlier run whose result it stands for, when it is not run again. */
  readonly keepsResultOf: string | null;
}

/** A call; one of a chain is itself the root of a chain and has its steps below it, unless it is never to run. */
export interface PlannedCall extends PlannedRun {
  readonly role: "call" | "chain";
  readonly definition: string;
  readonly holdWhenReached: boolean;
  readonly steps: readonly PlannedStep[];
}

/** A step with its calls. */
export interface PlannedStep extends PlannedRun {
  readonly role: "step";
  readonly calls: readonly PlannedCall[];
}

/** The runs below the run of a chain, parents before children, or why there are none in a sentence. */
export type ChainPlan =
  | {
      readonly ok: true;
      readonly steps: readonly PlannedStep[];
      /** All runs of the tree, the chain's own included. */
      readonly runs: number;
    }
  | { readonly ok: false; readonly reason: string };

/** The chain of a definition's name; null for what is no chain. */
export type ResolveNested = (definition: string) => ChainDefinition | null;

/** A chain whose runs are planned; the fates say how its steps and calls begin. */
export interface TreeToPlan {
  /** Name of its definition, for what is said about it. */
  readonly name: string;
  readonly definition: ChainDefinition;
  readonly resolveNested: ResolveNested;
  readonly fateOfStep: (step: ChainStep) => RunFate;
  readonly fateOfCall: (step: ChainStep, call: ChainCall) => RunFate;
}

/** How a step begins when nothing else is said. */
export function firstFateOfStep(step: ChainStep): RunFate {
  return step.disabled ? DISABLED : CHAINED;
}

/** How a call begins when nothing else is said; a switch that is an expression is read when its step starts. */
export function firstFateOfCall(_step: ChainStep, call: ChainCall): RunFate {
  return call.disabled === true ? DISABLED : CHAINED;
}

/**
 * Plans every run below the run of a chain, nested chains with all of theirs (run-states-and-chains 2.2).
 * Refuses chains that are nested too deep or in a circle, and trees of too many runs, before they are built.
 */
export function planTree(tree: TreeToPlan): ChainPlan {
  const count: TreeCount = { runs: 1, refusal: null };
  const steps = planSteps(tree, [tree.name], count);
  return count.refusal === null
    ? { ok: true, steps, runs: count.runs }
    : { ok: false, reason: count.refusal };
}

interface TreeCount {
  runs: number;
  refusal: string | null;
}

function planSteps(tree: TreeToPlan, way: readonly string[], count: TreeCount): PlannedStep[] {
  const steps: PlannedStep[] = [];
  for (const step of tree.definition.steps) {
    if (!take(tree, way, count)) break;
    const calls: PlannedCall[] = [];
    for (const call of step.calls) {
      if (!take(tree, way, count)) break;
      calls.push(planCall({ tree, step, call, way, count }));
    }
    steps.push({
      role: "step",
      name: step.name,
      iteration: 1,
      ...tree.fateOfStep(step),
      calls,
    });
  }
  return steps;
}

function take({ name }: TreeToPlan, way: readonly string[], count: TreeCount): boolean {
  count.runs += 1;
  if (count.runs > MAX_RUNS_PER_SUBMISSION) {
    count.refusal ??= `A submission of the chain ${way[0] ?? name} would create more than ${MAX_RUNS_PER_SUBMISSION.toLocaleString("en-US")} runs; divide it into several chains that are submitted one by one.`;
  }
  return count.refusal === null;
}

interface CallToPlan {
  readonly tree: TreeToPlan;
  readonly step: ChainStep;
  readonly call: ChainCall;
  readonly way: readonly string[];
  readonly count: TreeCount;
}

function planCall({ tree, step, call, way, count }: CallToPlan): PlannedCall {
  const fate = tree.fateOfCall(step, call);
  const nested = tree.resolveNested(call.definition);
  const mayRun = fate.path.at(-1) === "Chained" || fate.path.at(-1) === "Disabled";
  return {
    role: nested ? "chain" : "call",
    name: call.name,
    definition: call.definition,
    iteration: 1,
    ...fate,
    holdWhenReached: call.hold === true,
    steps: nested && mayRun ? planNested(tree, nested, [...way, call.definition], count) : [],
  };
}

function planNested(
  tree: TreeToPlan,
  definition: ChainDefinition,
  way: readonly string[],
  count: TreeCount,
): PlannedStep[] {
  count.refusal ??= refusalOfWay(way);
  if (count.refusal !== null) return [];
  const fates = { fateOfStep: firstFateOfStep, fateOfCall: firstFateOfCall };
  return planSteps({ ...tree, ...fates, definition }, way, count);
}

function refusalOfWay(way: readonly string[]): string | null {
  const shown = way.join(", which calls ");
  if (new Set(way).size < way.length) return `The chain calls itself: ${shown}.`;
  if (way.length <= MAX_CHAIN_DEPTH) return null;
  return `Chains may be nested ${MAX_CHAIN_DEPTH} deep at most: ${shown}.`;
}
