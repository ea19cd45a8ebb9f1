import type { RunFact } from "./alert-facts";
import type { ToldRun } from "./alert-message";

/** A run as a message tells it, at an instant. */
export function toldRun(
  run: RunFact,
  { log, now }: { log: readonly string[]; now: Date },
): ToldRun {
  const { startedAt, endedAt, plannedAt } = run;
  const seconds = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 100) / 10;
  return {
    id: run.runId,
    number: run.jobCount,
    state: run.state,
    reason: run.reason,
    plannedAt: plannedAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    delaySeconds: startedAt === null ? null : Math.max(0, seconds(plannedAt, startedAt)),
    durationSeconds: startedAt === null ? null : seconds(startedAt, endedAt ?? now),
    log: [...log],
  };
}
