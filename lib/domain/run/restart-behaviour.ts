import type { RestartBehaviour } from "@/lib/domain/definition/definition-properties";
import type { RunState } from "./run-state";

/** Replies to the question whether an ended run is to be started again. */
export const FOLLOW_UP_REPLIES = ["Restart", "Continue"] as const;

/** A run that has ended, as its restart behaviour looks at it. */
export interface EndedRun {
  state: RunState;
  restart: RestartBehaviour;
  /** Starts of its series so far, the first included. */
  starts: number;
  /** What an operator answered to the question; null before that. */
  reply: string | null;
}

/** What follows the end of a run. */
export interface FollowUp {
  restart: {
    delaySeconds: number;
    /** Of a chain: from the step that failed; else as a whole. */
    fromFailed: boolean;
    /** Starts of the series with the new run. */
    starts: number;
  } | null;
  /** Its schedule submits no further runs. */
  stopsSchedule: boolean;
  /** An operator is asked, and the run does not count as over until the reply. */
  asks: boolean;
}

const NOTHING: FollowUp = { restart: null, stopsSchedule: false, asks: false };

/**
 * What the restart behaviour of a definition makes of the end of one of its runs (run-states-and-chains 3.5). Automatic
 * restarts end with `maxStarts`, the first start included (7); those an operator asks for use none up.
 */
export function decideFollowUp({ state, restart, starts, reply }: EndedRun): FollowUp {
  const action = Object.entries(restart.on).find(([on]) => on === state)?.[1] ?? "Continue";
  const hasStartsLeft = starts < restart.maxStarts;
  const again = { delaySeconds: restart.delaySeconds, fromFailed: false, starts: starts + 1 };
  switch (action) {
    case "Continue":
      return NOTHING;
    case "Stop":
      return { ...NOTHING, stopsSchedule: true };
    case "RequestRestart":
      if (reply === null) return { ...NOTHING, asks: true };
      return reply === "Restart"
        ? { ...NOTHING, restart: { ...again, delaySeconds: 0, starts } }
        : NOTHING;
    case "Restart":
      return hasStartsLeft ? { ...NOTHING, restart: again } : NOTHING;
    case "RestartFromError":
      return hasStartsLeft ? { ...NOTHING, restart: { ...again, fromFailed: true } } : NOTHING;
    case "RestartNoResubmit":
      return { ...NOTHING, restart: hasStartsLeft ? again : null, stopsSchedule: true };
  }
}
