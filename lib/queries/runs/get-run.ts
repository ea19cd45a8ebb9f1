import type { RunDetail } from "@/lib/domain/run/run-item";
import { SCHEDULE_MODES, storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { explainSchedule } from "@/lib/domain/schedule/schedule-text";
import type { Context } from "@/lib/services/context";
import type { WholeRunRow } from "@/lib/store/run-reads";
import { requireRun } from "./require-run";
import { isoOrNull, runItemFrom } from "./run-item-from";

/** One run with everything that is known of it; throws `not_found` outside the scope. */
export async function getRun(ctx: Context, runId: string): Promise<RunDetail> {
  const row = await requireRun(ctx, runId);
  return {
    ...runItemFrom(row),
    parameters: row.parameters,
    result: row.result,
    deadlineAt: isoOrNull(row.deadlineAt),
    jobId: row.jobId,
    scheduleName: row.scheduleName,
    scheduleText: scheduleText(row),
  };
}

function scheduleText(row: WholeRunRow): string | null {
  const mode = SCHEDULE_MODES.find((known) => known === row.scheduleMode);
  if (mode === undefined || row.scheduleExpression === null) return null;
  const spec = storedScheduleSpec({
    mode,
    text: row.scheduleExpression,
    timeZone: row.scheduleTimeZone ?? "UTC",
    at: row.scheduleOneTimeAt,
  });
  return spec.ok ? explainSchedule(spec.spec) : row.scheduleExpression;
}
