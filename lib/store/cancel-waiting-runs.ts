import type { RunState } from "@/lib/domain/run/run-state";
import { moveRuns } from "./move-runs";
import type { Queryable } from "./queryable";

/** States of a run that sits in the execution queue and that nobody executes yet. */
const WAITING: readonly RunState[] = ["Scheduled", "EventWait", "QueueHeld", "Queued", "LockWait"];

/** Cancels the runs of a schedule that still wait; answers how many there were (job-scheduling-api 6.5). */
export async function cancelWaitingRunsOfSchedule(
  db: Queryable,
  schedule: { tenantId: string; id: string },
  by: { actor: string; now: Date },
): Promise<number> {
  const waiting = await db.query<{ tenant_id: string; id: string }>(
    "SELECT tenant_id, id FROM run WHERE tenant_id = $1 AND schedule_id = $2 AND state = ANY($3::run_state[])",
    [schedule.tenantId, schedule.id, WAITING],
  );
  const moves = waiting.rows.map((run) => ({
    tenantId: run.tenant_id,
    runId: run.id,
    from: WAITING,
    path: ["Canceling", "Canceled"] as const,
    reason: "SCHEDULE_CHANGED",
    detail: null,
  }));
  return (await moveRuns(db, moves, by)).length;
}
