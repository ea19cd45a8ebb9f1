import type { RunState } from "@/lib/domain/run/run-state";
import { type ChainDefinition, type ChainStep, MAX_STARTS } from "./chain-definition";
import type { HandlerTrigger, StatusHandler } from "./status-handler";

type WithoutTrigger<T> = T extends unknown ? Omit<T, "on"> : never;

/** What becomes of a step and its chain; `Fail` is the system default for a bad end (8.2 rule 5). */
export type ChainAction =
  | WithoutTrigger<Exclude<StatusHandler, { action: "IgnoreChainDefault" }>>
  | { action: "Fail" };

/** What a step came to (8.2 rule 3). */
export type StepTrigger = Exclude<HandlerTrigger, "Otherwise">;

/** The end of one call, as its step sees it. */
export interface CallOutcome {
  readonly state: RunState;
  readonly ignoreStatus: boolean;
}

/** Bad ends, the one that counts first (8.2 rule 3). */
const BAD_ENDS = ["Error", "Unknown", "Killed", "Canceled"] as const;

/** True for Error, Unknown, Killed and Canceled (8.2 rule 2). */
export function isBadEnd(state: RunState): state is (typeof BAD_ENDS)[number] {
  return BAD_ENDS.some((bad) => bad === state);
}

/** The trigger of a step whose calls have all ended; no calls at all is good (8.2 rules 2 and 3). */
export function triggerOf(outcomes: readonly CallOutcome[]): StepTrigger {
  const counted = outcomes.filter(({ ignoreStatus }) => !ignoreStatus);
  return BAD_ENDS.find((bad) => counted.some(({ state }) => state === bad)) ?? "Completed";
}

/** The question a step puts when it has ended. */
export interface HandlerQuestion {
  readonly definition: ChainDefinition;
  readonly step: ChainStep;
  readonly trigger: StepTrigger;
  /** Starts of a step that count, the first included. */
  readonly startsUsed: (stepName: string) => number;
  /** Restarts of the whole chain by handlers that led to this run. */
  readonly handlerRestarts: number;
}

/** The one answer to it. */
export interface HandlerDecision {
  readonly action: ChainAction;
  readonly trigger: StepTrigger;
  readonly level: "step" | "chain" | "switch" | "default" | "reply";
  /** Who decided, in words: `handler Error of step LOAD`. */
  readonly by: string;
}

/**
 * Looks up the handler of a step that has ended (run-states-and-chains 8.2 rules 4, 5 and 7): exactly
 * one fires, and one that would start a step too often acts as the system default for a bad end.
 */
export function decideHandler(question: HandlerQuestion): HandlerDecision {
  const decision = lookUp(question);
  const refusal = refusalOf(decision.action, question);
  return refusal === null ? decision : failedDecision(question.trigger, refusal);
}

/** The system default for a bad end, with what led to it in words or null. */
export function failedDecision(trigger: StepTrigger, why: string | null): HandlerDecision {
  const by = why === null ? "system default" : `system default: ${why}`;
  return { action: { action: "Fail" }, trigger, level: "default", by };
}

function lookUp({ definition, step, trigger }: HandlerQuestion): HandlerDecision {
  const own = handlerFor(step.handlers, trigger);
  if (own?.action === "IgnoreChainDefault") return systemDefault(trigger);
  if (own) return { ...found(own, trigger, `of step ${step.name}`), level: "step" };
  const shared = handlerFor(definition.handlers, trigger);
  if (shared?.action === "IgnoreChainDefault") return systemDefault(trigger);
  if (shared) return { ...found(shared, trigger, "of the chain"), level: "chain" };
  if (!definition.requestRestartByDefault || trigger === "Completed") return systemDefault(trigger);
  const action = { action: "RequestRestart", message: null } as const;
  return { action, trigger, level: "switch", by: "request restart by default" };
}

function handlerFor(handlers: readonly StatusHandler[], trigger: StepTrigger) {
  return handlers.find(({ on }) => on === trigger) ?? handlers.find(({ on }) => on === "Otherwise");
}

type OwnHandler = Exclude<StatusHandler, { action: "IgnoreChainDefault" }>;

function found({ on, ...action }: OwnHandler, trigger: StepTrigger, whose: string) {
  return { action, trigger, by: `handler ${on} ${whose}` };
}

function systemDefault(trigger: StepTrigger): HandlerDecision {
  if (trigger !== "Completed") return failedDecision(trigger, null);
  return { action: { action: "Continue" }, trigger, level: "default", by: "system default" };
}

/** Why an action may not be taken (8.2 rule 7), in words; null when it may. */
function refusalOf(action: ChainAction, question: HandlerQuestion): string | null {
  switch (action.action) {
    case "RestartStep":
    case "RestartFailed":
      return usedUp(question.step, question.startsUsed(question.step.name));
    case "Goto":
      return refusalOfGoto(action.step, question);
    case "RestartChain":
      return refusalOfChainRestart(question);
    default:
      return null;
  }
}

function refusalOfGoto(name: string, { definition, step, startsUsed }: HandlerQuestion) {
  const { steps } = definition;
  const target = steps.find((candidate) => candidate.name === name);
  if (!target) return `the chain has no step ${name}`;
  const isForward = steps.indexOf(target) > steps.findIndex((one) => one.name === step.name);
  return isForward ? null : usedUp(target, startsUsed(name));
}

/**
 * A restart of the chain starts no step of this run, so a step's `maxStarts` of 1 ("no retry of the step")
 * does not forbid it. A larger one counts the step's starts over the restarted chains too, and the hard cap
 * always holds: a chain that fails each time ends.
 */
function refusalOfChainRestart({ step, startsUsed, handlerRestarts }: HandlerQuestion) {
  const limit = step.maxStarts > 1 ? step.maxStarts : MAX_STARTS;
  const used = startsUsed(step.name) + handlerRestarts;
  return usedUp({ name: step.name, maxStarts: limit }, used);
}

function usedUp({ name, maxStarts }: Pick<ChainStep, "name" | "maxStarts">, used: number) {
  const limit = Math.min(maxStarts, MAX_STARTS);
  if (used < limit) return null;
  const starts = limit === 1 ? "only start" : `${limit} starts`;
  return `step ${name} has used up its ${starts}`;
}
