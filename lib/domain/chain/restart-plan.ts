import { isFinal } from "@/lib/domain/run/run-state";
import { DISABLED, IGNORED, nextFateOf, type RunFate, skipped } from "./call-fate";
import type { ChainCall, ChainDefinition, ChainStep } from "./chain-definition";
import type { ChainPicture } from "./chain-picture";
import { CHAIN_REASON } from "./chain-reason";
import { stepNames } from "./chain-submission";
import { isBadEnd } from "./decide-handler";
import { type EarlierStep, earlierSteps } from "./earlier-results";
import { type ChainPlan, firstFateOfStep, planTree, type ResolveNested } from "./planned-tree";

/** Where a finished chain is restarted (run-states-and-chains 8.2 rule 12). */
export type RestartPoint =
  | { readonly mode: "all" }
  /** The first step that ended badly, and of it only the calls without a good result. */
  | { readonly mode: "failed" }
  /** A step with all its calls. */
  | { readonly mode: "step"; readonly step: string }
  /** One call of a step; the others of the step keep what they came to. */
  | { readonly mode: "call"; readonly step: string; readonly call: string };

interface ChainRestartRequest {
  /** Name of the chain's definition. */
  readonly name: string;
  /** The definition it is restarted with: the one of the earlier run, or the latest. */
  readonly definition: ChainDefinition;
  readonly resolveNested: ResolveNested;
  /** The run that is restarted. */
  readonly old: Pick<ChainPicture, "chain" | "steps" | "calls">;
  readonly point: RestartPoint;
}

/**
 * The runs that a restart of a finished chain creates below its new run (8.2 rule 12). Steps before the point
 * are Skipped, with a link to the earlier result of each call; what was Skipped by its precondition at or
 * after the point is evaluated again; what was disabled stays out. The steps after the point are run.
 */
export function planChainRestart(request: ChainRestartRequest): ChainPlan {
  if (!isFinal(request.old.chain.state)) {
    const reason = `The chain ${request.name} has not ended; it can be restarted once it has.`;
    return { ok: false, reason };
  }
  const earlier = earlierSteps(request.old);
  const found = findPoint(request, earlier);
  if (!found.ok) return found;
  const { name, definition, resolveNested } = request;
  const fates = fatesFrom(found.index, request, earlier);
  return planTree({ name, definition, resolveNested, ...fates });
}

type FoundPoint = { ok: true; index: number } | { ok: false; reason: string };

function findPoint(
  { point, definition, name, old }: ChainRestartRequest,
  earlier: ReadonlyMap<string, EarlierStep>,
): FoundPoint {
  if (point.mode === "all") return { ok: true, index: 0 };
  const stepName = point.mode === "failed" ? firstFailed(old.steps, earlier) : point.step;
  if (stepName === null) {
    const reason = `No step of the chain ${name} ended badly; restart it as a whole, or from a step you choose.`;
    return { ok: false, reason };
  }
  const index = definition.steps.findIndex((step) => step.name === stepName);
  const step = definition.steps[index];
  if (!step) {
    const reason = `The chain ${name} has no step ${stepName}; its steps are ${stepNames(definition)}.`;
    return { ok: false, reason };
  }
  if (point.mode !== "call") return { ok: true, index };
  if (step.calls.some((call) => call.name === point.call)) return { ok: true, index };
  return { ok: false, reason: `The step ${stepName} has no call ${point.call}.` };
}

/** First iterations are created in the order of the chain. */
function firstFailed(
  steps: ChainPicture["steps"],
  earlier: ReadonlyMap<string, EarlierStep>,
): string | null {
  return steps.find(({ name }) => isBadEnd(earlier.get(name)?.state ?? "Completed"))?.name ?? null;
}

/** How each step and call begins; `first` is the place of the step at the point. */
function fatesFrom(
  first: number,
  { definition, point }: ChainRestartRequest,
  earlier: ReadonlyMap<string, EarlierStep>,
) {
  const places = new Map(definition.steps.map((step, index) => [step.name, index]));
  const isBefore = ({ name }: ChainStep) => (places.get(name) ?? first) < first;
  const isAt = ({ name }: ChainStep) => places.get(name) === first;
  return {
    fateOfStep: (step: ChainStep) => {
      const before = earlier.get(step.name);
      if (isBefore(step)) return stepBefore(before);
      return isOut(before?.state) ? DISABLED : firstFateOfStep(step);
    },
    fateOfCall: (step: ChainStep, call: ChainCall) => {
      const before = earlier.get(step.name);
      if (isBefore(step)) return callNotRun(call, before, CHAIN_REASON.beforeRestartPoint);
      if (isAt(step) && point.mode === "call" && call.name !== point.call) {
        return callNotRun(call, before, CHAIN_REASON.notChosen);
      }
      const keepsGood = isAt(step) && point.mode === "failed";
      return nextFateOf(call, before?.calls.get(call.name), keepsGood);
    },
  };
}

/** Disabled stays so, that later restarts know it; else the step is Skipped and tells which run it stands for. */
function stepBefore(before: EarlierStep | undefined): RunFate {
  if (isOut(before?.state)) return IGNORED;
  return skipped(CHAIN_REASON.beforeRestartPoint, before?.id ?? null);
}

function callNotRun(call: ChainCall, before: EarlierStep | undefined, reason: string): RunFate {
  if (isOut(before?.calls.get(call.name)?.state)) return IGNORED;
  const result = before?.results.get(call.name) ?? null;
  return result === null ? skipped(reason) : skipped(CHAIN_REASON.keptResult, result);
}

function isOut(state: string | undefined): boolean {
  return state === "Ignored" || state === "Disabled";
}
