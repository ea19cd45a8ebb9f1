import type { QuestionFacts } from "@/lib/domain/run/explanation/run-facts";
import type { RunDetail, RunQuestion } from "@/lib/domain/run/run-item";
import { SCHEDULE_MODES, storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { explainSchedule } from "@/lib/domain/schedule/schedule-text";
import type { Context } from "@/lib/services/context";
import type { WholeRunRow } from "@/lib/store/run-reads";
import { loadWaits, type WaitLimits } from "@/lib/store/run-waits";
import { requireRun } from "./require-run";
import { isoOrNull, runItemFrom, surroundingsOf } from "./run-item-from";

/** How far is counted for one run. */
const LIMITS: WaitLimits = { ahead: 1000, members: 10_000, everyEnd: true };

/** One run with everything that is known of it; throws `not_found` outside the scope. */
export async function getRun(ctx: Context, runId: string): Promise<RunDetail> {
  const row = await requireRun(ctx, runId);
  const waits = await loadWaits(ctx.db.pool, [row], LIMITS);
  const around = surroundingsOf(row, waits, ctx.now);
  return {
    ...runItemFrom(row, around),
    parameters: row.parameters,
    result: row.result,
    deadlineAt: isoOrNull(row.deadlineAt),
    resultOf: row.resultOf,
    question: questionFrom(around.question),
    jobId: row.jobId,
    scheduleName: row.scheduleName,
    scheduleText: scheduleText(row),
  };
}

function questionFrom(question: QuestionFacts | null): RunQuestion | null {
  if (question === null) return null;
  const { replies, askedAt, ...rest } = question;
  return { ...rest, replies: [...replies], askedAt: askedAt.toISOString() };
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
