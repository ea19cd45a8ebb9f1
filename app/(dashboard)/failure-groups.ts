import type { RunListItem } from "@/lib/domain/run/run-item";

/** Failures of one definition in one state. */
export interface FailureGroup {
  /** The newest of them: its line says why. */
  latest: RunListItem;
  count: number;
  /** When the first of them ended, as ISO text. */
  since: string;
}

/** Failed runs, newest first, gathered by definition and state, so that one broken endpoint fills one line. */
export function groupFailures(runs: readonly RunListItem[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const run of runs) {
    const key = `${run.definitionId} ${run.state}`;
    const at = run.endedAt ?? run.submittedAt;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { latest: run, count: 1, since: at });
    else {
      group.count += 1;
      if (at < group.since) group.since = at;
    }
  }
  return [...groups.values()];
}
