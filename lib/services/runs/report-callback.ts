import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { authorise, type Context } from "@/lib/services/context";
import { finishRuns } from "@/lib/store/finish-runs";
import { findRunOfSchedule, type RunRecord } from "@/lib/store/run-log-reads";

/** What an application reports about a run it was asked for; ids as they stand in the address it calls. */
export interface CallbackReport {
  jobId: number;
  scheduleId: string;
  runId: string;
  success: boolean;
  message: string;
}

/** Longest message that is kept; more is cut, with a mark. */
export const MAX_CALLBACK_MESSAGE = 10_240;

/**
 * Finishes a running run with the result its application reports (job-scheduling-api 7.3): once, since a final state
 * stays final. Throws `not_found` for ids that don't belong together or to the caller, `invalid` for a run that is not
 * running.
 */
export async function reportCallback(ctx: Context, report: CallbackReport): Promise<void> {
  authorise(ctx, "runs.update");
  const run = await findRun(ctx, report);
  if (run === null) throw new AppError("not_found", `Run ${report.runId.slice(0, 64)} not found`);
  const finished = await finishRuns(ctx.db.keyed, [outcomeOf(ctx, run, report)], ctx.now);
  if (finished.length === 0) throw await refusal(ctx, report);
  ctx.changed([{ tenantId: run.tenantId, runId: run.id }]);
  ctx.hint("runs");
}

async function findRun(
  ctx: Context,
  { jobId, scheduleId, runId }: CallbackReport,
): Promise<RunRecord | null> {
  if (!isId(scheduleId) || !isId(runId)) return null;
  return findRunOfSchedule(ctx.db.pool, ctx.scope, { jobId, scheduleId, runId });
}

function outcomeOf(ctx: Context, run: RunRecord, { success, message }: CallbackReport) {
  return {
    tenantId: run.tenantId,
    runId: run.id,
    to: success ? ("Completed" as const) : ("Error" as const),
    detail: success ? "SUCCESS" : "ERROR",
    reason: "CALLBACK",
    actor: ctx.actor.name,
    httpStatus: null,
    returnCode: null,
    result: null,
    attempt: null,
    serverId: null,
    logLines: [
      {
        at: ctx.now.toISOString(),
        level: success ? ("info" as const) : ("error" as const),
        text: cut(message),
        type: success ? ("SUCCESS" as const) : ("ERROR" as const),
      },
    ],
  };
}

function cut(message: string): string {
  if (message.length <= MAX_CALLBACK_MESSAGE) return message;
  return `${message.slice(0, MAX_CALLBACK_MESSAGE - 1).replace(/\p{Surrogate}$/u, "")}…`;
}

/** Why nothing was finished: the run ended meanwhile or before, has not begun, or its state does not take a result. */
async function refusal(ctx: Context, report: CallbackReport): Promise<AppError> {
  const run = await findRun(ctx, report);
  if (run === null) return new AppError("not_found", `Run ${report.runId.slice(0, 64)} not found`);
  if (run.endedAt !== null) {
    return new AppError(
      "invalid",
      `Run ${run.id} is completed already; its final state ${run.state} can't change`,
    );
  }
  return new AppError("invalid", `Run ${run.id} is in the state ${run.state} and takes no result`);
}
