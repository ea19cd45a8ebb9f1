/**
 * Janitor: what has to be cleared away even while nothing may be scheduled, once a minute on every node; what one node
 * does another finds done. Removes the runs of what was deleted, answers kept for repeated requests, and servers that are
 * gone, and counts figures anew that removed runs had part in. All other housekeeping is done by runs of kind system, see housekeeping.ts.
 */
import { healReportRollup } from "@/lib/store/heal-report-rollup";
import { forgetIdempotencyKeys, lastPurge, purgeOnce } from "@/lib/store/retention";
import { forgetServers } from "@/lib/store/server-leases";
import type { EngineDeps } from "./engine-deps";
import { BATCH, inBatches, MAX_BATCHES } from "./in-batches";

const DAY_MS = 86_400_000;
const IDEMPOTENCY_DAYS = 2;
const SERVER_DAYS = 1;
/** Hours of jobs whose figures are counted anew at a time. */
const HEALED_CELLS = 200;

/** What one pass did. */
export interface JanitorSummary {
  /** Runs of deleted definitions and schedules. */
  removedRuns: number;
}

/** One round. */
export async function janitorOnce(deps: Pick<EngineDeps, "db" | "clock">): Promise<JanitorSummary> {
  const now = deps.clock.now();
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const { pool } = deps.db;
  const removedRuns = await purgeAll(deps);
  await inBatches(() => healReportRollup(pool, HEALED_CELLS));
  await forgetIdempotencyKeys(pool, daysAgo(IDEMPOTENCY_DAYS));
  await forgetServers(pool, daysAgo(SERVER_DAYS));
  return { removedRuns };
}

/** Works off what was deleted before this pass; what is still live goes to the end of the line. */
async function purgeAll({ db: { pool } }: Pick<EngineDeps, "db">): Promise<number> {
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
