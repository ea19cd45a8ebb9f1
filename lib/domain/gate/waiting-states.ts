import type { RunState } from "@/lib/domain/run/run-state";

/** States of a run that is due, or waits for its start, and has gates to pass (run-states-and-chains 8.3). */
export const WAITING_STATES = [
  "Scheduled",
  "EventWait",
  "QueueHeld",
  "Queued",
  "LockWait",
] as const satisfies readonly RunState[];

/** States in which the time of a run counts against its limit: it executes, or stands for others that do. */
export const EXECUTING_STATES = [
  "Running",
  "Waiting",
  "Console",
] as const satisfies readonly RunState[];

/** True for a run that may be examined at its gates. */
export function isWaitingAtGates(state: RunState): boolean {
  return WAITING_STATES.some((waiting) => waiting === state);
}

/** True for a run whose time counts against its limit. */
export function isExecuting(state: RunState): boolean {
  return EXECUTING_STATES.some((executing) => executing === state);
}
