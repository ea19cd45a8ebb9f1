import { findsStart } from "@/lib/domain/gate/window-gate";
import { moveRuns } from "@/lib/store/move-runs";
import type { NeverRun } from "@/lib/store/never-runs";
import type { Queryable } from "@/lib/store/queryable";
import { loadWindowLookup } from "@/lib/store/window-store";

interface Search {
  actor: string;
  reason: string;
  now: Date;
}

/**
 * Schedules those of these runs again for which there is a start within two years now (row 36 of the state table);
 * answers the others. The caller holds them.
 */
export async function seekStarts(
  tx: Queryable,
  runs: readonly NeverRun[],
  { actor, reason, now }: Search,
): Promise<NeverRun[]> {
  const found = new Set<NeverRun>();
  for (const tenantId of new Set(runs.map((run) => run.tenantId))) {
    const lookup = await loadWindowLookup(tx, tenantId);
    const own = runs.filter((run) => run.tenantId === tenantId);
    for (const run of own) if (findsStart(run.needs, { from: now, lookup })) found.add(run);
  }
  const moves = [...found].map(({ tenantId, id }) => ({
    ...{ tenantId, runId: id, startAt: now, reason, detail: null },
    from: ["Never"] as const,
    path: ["Scheduled"] as const,
  }));
  await moveRuns(tx, moves, { actor, now });
  return runs.filter((run) => !found.has(run));
}
