/**
 * Janitor: housekeeping once a minute on every node; what one node does another finds done. Switches
 * schedules off that have no reason to go on (job-scheduling-api 11.4), deletes unused one-time
 * schedules (11.1), and removes what is past its retention, in small batches.
 */
import {
  lastPurge,
  listTenantIds,
  purgeOnce,
  type RetentionDays,
  removeOldHistory,
  removeOldRunLogs,
  removeOldRuns,
  removeRunsByOwnRetention,
  removeUnwantedSuccesses,
} from "@/lib/store/retention";
import { deactivateSchedules, deleteUnusedOneTimeSchedules } from "@/lib/store/schedule-upkeep";
import { forgetServers } from "@/lib/store/server-leases";
import type { EngineDeps } from "./engine-deps";

const DAY_MS = 86_400_000;
const BATCH = 2000;
/** Batches per pass and kind: bounds the pass; what is left follows in the next one. */
const MAX_BATCHES = 50;
const UNUSED_ONE_TIME_DAYS = 30;
const IDEMPOTENCY_DAYS = 2;
const SERVER_DAYS = 1;

/** What one pass did. */
export interface JanitorSummary {
  deactivated: number;
  deletedSchedules: number;
  removedRuns: number;
  removedLogs: number;
}

/** One round of housekeeping. */
export async function janitorOnce(
  deps: EngineDeps & { retention: () => Promise<RetentionDays> },
): Promise<JanitorSummary> {
  const now = deps.clock.now();
  const keep = await deps.retention();
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const { pool } = deps.db;
  const deactivated = await deactivateAll(deps, now);
  const deletedSchedules = await deleteUnusedOneTimeSchedules(pool, {
    before: daysAgo(UNUSED_ONE_TIME_DAYS),
    now,
  });
  let removedRuns = await purgeAll(deps);
  for (const tenantId of await listTenantIds(pool)) {
    removedRuns += await inBatches(() =>
      removeOldRuns(pool, { tenantId, before: daysAgo(keep.runs), limit: BATCH }),
    );
  }
  removedRuns += await inBatches(() => removeRunsByOwnRetention(pool, now, BATCH));
  removedRuns += await inBatches(() => removeUnwantedSuccesses(pool, BATCH));
  const removedLogs = await inBatches(() => removeOldRunLogs(pool, daysAgo(keep.runLogs), BATCH));
  await removeOldHistory(pool, {
    before: daysAgo(keep.history),
    keysBefore: daysAgo(IDEMPOTENCY_DAYS),
    limit: BATCH,
  });
  await forgetServers(pool, daysAgo(SERVER_DAYS));
  return { deactivated, deletedSchedules, removedRuns, removedLogs };
}

async function deactivateAll(deps: EngineDeps, now: Date): Promise<number> {
  const { pool } = deps.db;
  const done = [
    await deactivateSchedules(pool, "DEACTIVATION_END_TIME", now),
    await deactivateSchedules(pool, "DEACTIVATION_UNREACHABLE", now),
    await deactivateSchedules(pool, "DEACTIVATION_ON_COMPLETION", now),
  ];
  return done.flat().length;
}

/** Works off what was deleted before this pass; what is still live goes to the end of the line. */
async function purgeAll({ db: { pool } }: EngineDeps): Promise<number> {
  const upTo = await lastPurge(pool);
  if (upTo === null) return 0;
  let total = 0;
  while (total < BATCH * MAX_BATCHES) {
    const removed = await purgeOnce(pool, { upTo, limit: BATCH });
    if (removed === null) break;
    total += removed;
  }
  return total;
}

/** Repeats a bounded removal until it finds nothing more or the pass has done its share. */
async function inBatches(remove: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const removed = await remove();
    total += removed;
    if (removed === 0) break;
  }
  return total;
}
