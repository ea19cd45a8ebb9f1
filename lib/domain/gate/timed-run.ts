import type { RunState } from "@/lib/domain/run/run-state";
import type { GateNeeds } from "./gate-needs";
import { isExecuting, isWaitingAtGates } from "./waiting-states";

/** A run about which time alone may change something now. */
export interface TimedRun {
  state: RunState;
  role: string;
  kind: string;
  startedAt: Date | null;
  /** Null for a run without gates. */
  needs: Pick<GateNeeds, "waitSeconds" | "runtimeLimit"> | null;
}

/** What time brings about for a run. */
export type TimedDecision =
  /** Its delay is over (row 11 of the state table). */
  | { act: "start" }
  /** The delay of a step is over: the conductor goes on with it. */
  | { act: "conduct" }
  /** Its window opens or closes: its gates are examined. */
  | { act: "examine" }
  /** It may have a start now, two years being nearer. */
  | { act: "seek_start" }
  /** A run of kind wait has waited long enough. */
  | { act: "complete" }
  /** It has run longer than it may (row 46). */
  | { act: "kill" }
  /** Nothing now; something else at `until`, or nothing any more. */
  | { act: "rest"; until: Date | null };

/** What becomes of a run whose moment has come. */
export function decideTimedRun(run: TimedRun, now: Date): TimedDecision {
  if (run.state === "Delayed") return { act: run.role === "step" ? "conduct" : "start" };
  if (run.state === "Never") return { act: "seek_start" };
  if (isWaitingAtGates(run.state)) return { act: "examine" };
  return isExecuting(run.state) ? decideExecuting(run, now) : { act: "rest", until: null };
}

function decideExecuting({ kind, startedAt, needs }: TimedRun, now: Date): TimedDecision {
  const after = (seconds: number | null | undefined) =>
    startedAt === null || seconds == null ? null : new Date(startedAt.getTime() + seconds * 1000);
  const waitEnd = kind === "wait" ? after(needs?.waitSeconds) : null;
  const limitEnd = after(needs?.runtimeLimit?.maxSeconds);
  const isLimitFirst = waitEnd === null || (limitEnd !== null && limitEnd < waitEnd);
  if (limitEnd !== null && limitEnd <= now && isLimitFirst && needs?.runtimeLimit?.kill) {
    return { act: "kill" };
  }
  if (waitEnd !== null && waitEnd <= now) return { act: "complete" };
  const [next] = [waitEnd, limitEnd]
    .filter((end) => end !== null && end > now)
    .sort((a, b) => (a?.getTime() ?? 0) - (b?.getTime() ?? 0));
  return { act: "rest", until: next ?? null };
}
