import type { RunLogFormat } from "@/lib/domain/run/run-log-format";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import { getSchedule } from "@/lib/queries/schedules/get-schedule";
import type { Context } from "@/lib/services/context";
import {
  type LogChunk,
  type LoggedRun,
  type LogPlace,
  selectLogChunks,
  selectLoggedRuns,
} from "@/lib/store/run-log-lines";
import { type ExportedLine, logWriterOf } from "./format-log-lines";
import { requireRun } from "./require-run";

const CHUNKS = 50;
const RUNS = 200;

/** A log as it is downloaded: what it is of, and its text piece by piece. */
export interface LogExport {
  subject: string;
  pieces: AsyncGenerator<string, void, undefined>;
}

/** The whole log of one run; only a few pieces of it are in memory at a time. Throws `not_found` outside the scope. */
export async function exportRunLog(
  ctx: Context,
  runId: string,
  format: RunLogFormat,
): Promise<LogExport> {
  const run = await requireRun(ctx, runId);
  return {
    subject: `${run.jobName}-${run.jobCount}`,
    pieces: writtenLog(format, logLinesOf(ctx, [run])),
  };
}

export type LogsOf = { scheduleId: string } | { definition: string };

/** The logs of all runs of a schedule or a definition, in the order the runs were submitted. */
export async function exportRunLogs(
  ctx: Context,
  of: LogsOf,
  format: RunLogFormat,
): Promise<LogExport> {
  const { subject, ...source } = await sourceOf(ctx, of);
  return { subject, pieces: writtenLog(format, linesOfAll(ctx, source)) };
}

async function sourceOf(ctx: Context, of: LogsOf) {
  if ("scheduleId" in of) {
    const { definition, schedule } = await getSchedule(ctx, { scheduleId: of.scheduleId });
    const subject = `${definition.jobName}-${schedule.name ?? schedule.id}`;
    return { subject, tenantId: definition.tenantId, scheduleId: schedule.id };
  }
  const definition = await getDefinition(ctx, { key: { name: of.definition } });
  return {
    subject: definition.jobName,
    tenantId: definition.tenantId,
    definitionId: definition.id,
  };
}

/** Lines of logs, some at a time. */
export type LogLines = AsyncGenerator<ExportedLine[], void, undefined>;

/** The lines of the logs of some runs, in the order of their ids; whoever asks answers for the scope. */
export async function* logLinesOf(ctx: Context, runs: readonly LoggedRun[]): LogLines {
  const byId = new Map(runs.map((run) => [run.id, { run, number: 0 }]));
  let after: LogPlace | null = null;
  for (;;) {
    const chunks: LogChunk[] = await selectLogChunks(ctx.db.pool, [...byId.keys()], {
      after,
      limit: CHUNKS,
    });
    const lines = chunks.flatMap(({ runId, lines: some }) => {
      const log = byId.get(runId);
      if (!log) return [];
      return some.map((line) => {
        log.number += 1;
        return { run: log.run, number: log.number, line };
      });
    });
    if (lines.length > 0) yield lines;
    after = chunks.at(-1) ?? after;
    if (chunks.length < CHUNKS) return;
  }
}

async function* linesOfAll(
  ctx: Context,
  source: { tenantId: string; scheduleId?: string; definitionId?: string },
): LogLines {
  let after: string | null = null;
  for (;;) {
    const runs: LoggedRun[] = await selectLoggedRuns(ctx.db.pool, {
      ...source,
      after,
      limit: RUNS,
    });
    yield* logLinesOf(ctx, runs);
    if (runs.length < RUNS) return;
    after = runs.at(-1)?.id ?? after;
  }
}

/** Lines of logs written in a form, piece by piece. */
export async function* writtenLog(
  format: RunLogFormat,
  lines: LogLines,
): AsyncGenerator<string, void, undefined> {
  const writer = logWriterOf(format);
  let isFirst = true;
  if (writer.start !== "") yield writer.start;
  for await (const some of lines) {
    yield writer.write(some, isFirst);
    isFirst = false;
  }
  if (writer.end !== "") yield writer.end;
}
