/**
 * Housekeeping: what the runs of kind system do (System_Retention, System_ScheduleUpkeep). Each round works in small
 * batches and leaves what is too much to the next; two at once find different rows or nothing, and do no harm.
 */

import type { RetentionSummary, UpkeepSummary } from "@/lib/domain/system/housekeeping-text";
import {
  NOTHING_REMOVED,
  retentionLines,
  upkeepLines,
} from "@/lib/domain/system/housekeeping-text";
import type { SystemDutyName } from "@/lib/domain/system/system-jobs";
import type { SystemDuty } from "@/lib/executors/system-executor";
import {
  listTenantIds,
  type RetentionDays,
  removeEmptyRollups,
  removeOldHistory,
  removeOldRunLogs,
  removeOldRuns,
  removeRunsByOwnRetention,
  removeSystemSuccesses,
  removeUnwantedSuccesses,
} from "@/lib/store/retention";
import { deactivateSchedules, deleteUnusedOneTimeSchedules } from "@/lib/store/schedule-upkeep";
import type { EngineDeps } from "./engine-deps";
import { BATCH, inBatches } from "./in-batches";

const DAY_MS = 86_400_000;
/** Batches per round and kind: a million rows; what is left follows in the next one. */
const MAX_BATCHES = 500;
const UNUSED_ONE_TIME_DAYS = 30;
/** Successful runs of the housekeeping itself say little, and come every few minutes. */
const SYSTEM_SUCCESS_DAYS = 1;

type Deps = Pick<EngineDeps, "db" | "clock">;
type HousekeepingDeps = Deps & { retention: () => Promise<RetentionDays> };

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/** Removes what is past its retention; ends between two batches when it is to. */
export async function retentionOnce(
  { db: { pool }, clock }: Deps,
  { keep, signal }: { keep: RetentionDays; signal?: AbortSignal },
): Promise<RetentionSummary> {
  const now = clock.now();
  const removed = { ...NOTHING_REMOVED };
  const repeat = (remove: () => Promise<number>) =>
    inBatches(remove, { signal, most: MAX_BATCHES });
  const runsBefore = daysBefore(now, keep.runs);
  for (const tenantId of await listTenantIds(pool)) {
    removed.oldRuns += await repeat(() =>
      removeOldRuns(pool, { tenantId, before: runsBefore, limit: BATCH }),
    );
  }
  removed.runsByOwnRetention = await repeat(() => removeRunsByOwnRetention(pool, now, BATCH));
  removed.unwantedSuccesses = await repeat(() => removeUnwantedSuccesses(pool, BATCH));
  const systemBefore = daysBefore(now, SYSTEM_SUCCESS_DAYS);
  removed.systemRuns = await repeat(() => removeSystemSuccesses(pool, systemBefore, BATCH));
  const logsBefore = daysBefore(now, keep.runLogs);
  removed.logParts = await repeat(() => removeOldRunLogs(pool, logsBefore, BATCH));
  const historyBefore = daysBefore(now, keep.history);
  removed.history = await repeat(() => removeOldHistory(pool, historyBefore, BATCH));
  if (!signal?.aborted) await removeEmptyRollups(pool);
  return removed;
}

/** Switches schedules off that have no reason to go on (job-scheduling-api 11.4), deletes unused one-time ones (11.1). */
export async function upkeepSchedulesOnce({ db: { pool }, clock }: Deps): Promise<UpkeepSummary> {
  const now = clock.now();
  return {
    endTime: (await deactivateSchedules(pool, "DEACTIVATION_END_TIME", now)).length,
    unreachable: (await deactivateSchedules(pool, "DEACTIVATION_UNREACHABLE", now)).length,
    onCompletion: (await deactivateSchedules(pool, "DEACTIVATION_ON_COMPLETION", now)).length,
    deletedOneTime: await deleteUnusedOneTimeSchedules(pool, {
      before: daysBefore(now, UNUSED_ONE_TIME_DAYS),
      now,
    }),
  };
}

/** The duties of this node's runs of kind system; each tells the log of its run what it did. */
export function housekeepingDuties(deps: HousekeepingDeps): Record<SystemDutyName, SystemDuty> {
  return {
    retention: async ({ signal, say }) => {
      const keep = await deps.retention();
      for (const line of retentionLines(await retentionOnce(deps, { keep, signal }), keep))
        say(line);
    },
    "schedule-upkeep": async ({ say }) => {
      for (const line of upkeepLines(await upkeepSchedulesOnce(deps))) say(line);
    },
  };
}
