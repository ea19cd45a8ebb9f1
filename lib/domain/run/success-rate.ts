import type { RunState } from "./run-state";

const FAILED: readonly RunState[] = ["Error", "Killed", "Unknown"];

/**
 * Share of executions that succeeded, 0 to 1, or null without any. Runs that were canceled, skipped
 * or ignored never executed and count on neither side.
 */
export function successRate(counts: Partial<Record<RunState, number>>): number | null {
  const succeeded = counts.Completed ?? 0;
  const failed = FAILED.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return succeeded + failed === 0 ? null : succeeded / (succeeded + failed);
}
