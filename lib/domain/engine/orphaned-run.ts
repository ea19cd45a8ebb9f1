import { type RunState, stageOf } from "@/lib/domain/run/run-state";

/** What becomes of a run whose process server is gone; null when it needs nothing. */
export type OrphanDecision = { path: readonly RunState[] } | null;

/**
 * A run that had not started is claimed again (state table row 38). One that had started ends Unknown
 * (row 51): nobody can tell whether its endpoint did the work. One being killed ends Killed.
 */
export function decideOrphan(state: RunState): OrphanDecision {
  if (state === "Dispatched" || state === "Assigned") return { path: ["Queued"] };
  if (state === "Killing") return { path: ["Killed"] };
  if (state === "Canceling") return { path: ["Canceled"] };
  return stageOf(state) === "running" ? { path: ["Unknown"] } : null;
}
