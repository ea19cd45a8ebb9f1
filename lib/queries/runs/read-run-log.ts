import type { LogLine } from "@/lib/domain/run/run-log";
import type { Context } from "@/lib/services/context";
import { selectLogChunks } from "@/lib/store/run-log-lines";
import { requireRun } from "./require-run";

/** A line of a run log with its number, from 1 on. */
export interface NumberedLogLine extends LogLine {
  number: number;
}

export interface RunLog {
  lines: NumberedLogLine[];
  /** True when the log is longer; a download has all of it. */
  truncated: boolean;
}

const MAX_CHUNKS = 200;
const MAX_LINES = 5000;

/** The log of a run, as far as it is fit to be shown at once; throws `not_found` outside the scope. */
export async function readRunLog(ctx: Context, runId: string): Promise<RunLog> {
  await requireRun(ctx, runId);
  const chunks = await selectLogChunks(ctx.db.pool, [runId], {
    after: null,
    limit: MAX_CHUNKS + 1,
  });
  const lines = chunks
    .slice(0, MAX_CHUNKS)
    .flatMap((chunk) => chunk.lines)
    .map((line, index) => ({ number: index + 1, ...line }));
  const truncated = chunks.length > MAX_CHUNKS || lines.length > MAX_LINES;
  return { lines: lines.slice(0, MAX_LINES), truncated };
}
