import type { HandlerDecision } from "./decide-handler";

/** Codes kept as the reason of a step or call that was not run as planned. */
export const CHAIN_REASON = {
  beforeStartStep: "BEFORE_START_STEP",
  beforeRestartPoint: "BEFORE_RESTART_POINT",
  keptResult: "KEPT_RESULT",
  notChosen: "NOT_CHOSEN",
  preconditionFalse: "PRECONDITION_FALSE",
  stepNotRun: "STEP_NOT_RUN",
  passedOver: "PASSED_OVER",
  disabled: "DISABLED",
  heldByDefinition: "HELD_BY_DEFINITION",
  heldByOperator: "HELD_BY_OPERATOR",
  delayedRestart: "DELAYED_RESTART",
  stopped: "CHAIN_STOPPED",
} as const;

/** Why a step or chain ended as it did: `by handler Error of step LOAD: Continue`; null when nothing is to be said. */
export function reasonOf({ action, by, level, trigger }: HandlerDecision): string | null {
  if (level !== "default") return `by ${by}: ${action.action}`;
  return action.action === "Continue" ? null : `by ${by}, after ${trigger}`;
}
