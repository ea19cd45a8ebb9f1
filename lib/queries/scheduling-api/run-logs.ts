import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { RUN_LOG_PAGE_SIZE, type RunLogRequest } from "@/lib/domain/scheduling-api/run-log-request";
import type { RunWithLines } from "@/lib/domain/scheduling-api/run-view";
import { getSchedule } from "@/lib/queries/schedules/get-schedule";
import { authorise, type Context } from "@/lib/services/context";
import {
  countRunsOfSchedule,
  findRunOfSchedule,
  hasRunBeyond,
  type RunAddress,
  type RunRange,
  type RunRecord,
  runsOfSchedule,
  typedLogLines,
} from "@/lib/store/run-log-reads";

/** A page of the runs of a schedule, newest first, and whether there are more on either side. */
export interface RunLogs {
  total: number;
  runs: RunWithLines[];
  hasNewer: boolean;
  hasOlder: boolean;
}

interface RunLogsRequest {
  jobId: number;
  scheduleId: string;
  range: RunLogRequest;
}

/** Run logs of a schedule; pages by cursor stay the same while new runs arrive. */
export async function listRunLogs(
  ctx: Context,
  { jobId, scheduleId, range }: RunLogsRequest,
): Promise<RunLogs> {
  const { schedule } = await getSchedule(ctx, { scheduleId, definition: { jobId } });
  const runs = await runsOfSchedule(ctx.db.pool, schedule.id, rangeOf(range));
  const [newest, oldest] = [runs[0], runs.at(-1)];
  return {
    total: await countRunsOfSchedule(ctx.db.pool, schedule.id),
    runs: await withLines(ctx, runs),
    hasNewer:
      newest !== undefined &&
      (await isBeyond(ctx, schedule, { runId: newest.id, direction: "newer" })),
    hasOlder:
      oldest !== undefined &&
      (await isBeyond(ctx, schedule, { runId: oldest.id, direction: "older" })),
  };
}

function rangeOf(range: RunLogRequest): RunRange {
  if (range.kind === "offset")
    return { kind: "offset", offset: range.offset, limit: range.pageSize };
  return {
    kind: range.kind === "next" ? "before" : "after",
    runId: range.runId,
    limit: range.pageSize,
  };
}

function isBeyond(
  ctx: Context,
  schedule: Schedule,
  beyond: Parameters<typeof hasRunBeyond>[2],
): Promise<boolean> {
  return hasRunBeyond(ctx.db.pool, schedule.id, beyond);
}

/** The latest runs of a schedule that the caller has asked for already. */
export async function latestRunLogs(ctx: Context, schedule: Schedule): Promise<RunWithLines[]> {
  authorise(ctx, "jobs.read");
  const range = { kind: "offset", offset: 0, limit: RUN_LOG_PAGE_SIZE } as const;
  return withLines(ctx, await runsOfSchedule(ctx.db.pool, schedule.id, range));
}

/** One run log; throws `not_found` when the three ids don't belong together or to the caller. */
export async function getRunLog(ctx: Context, address: RunAddress): Promise<RunWithLines> {
  authorise(ctx, "jobs.read");
  const isPossible = isId(address.scheduleId) && isId(address.runId);
  const run = isPossible ? await findRunOfSchedule(ctx.db.pool, ctx.scope, address) : null;
  if (run === null) throw new AppError("not_found", `Run ${address.runId.slice(0, 64)} not found`);
  const [found] = await withLines(ctx, [run]);
  return found ?? { ...run, lines: [] };
}

async function withLines(ctx: Context, runs: readonly RunRecord[]): Promise<RunWithLines[]> {
  const lines = await typedLogLines(
    ctx.db.pool,
    runs.map((run) => run.id),
  );
  return runs.map((run) => ({ ...run, lines: lines.get(run.id) ?? [] }));
}
