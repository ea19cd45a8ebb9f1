import type { LogLine } from "@/lib/domain/run/run-log";
import type { Context } from "@/lib/services/context";
import { hasLogBeyond, type LogChunk, selectLogStretch } from "@/lib/store/run-log-lines";
import { requireRun } from "./require-run";

/** A line of a run log with its number, from 1 on. */
export interface NumberedLogLine extends LogLine {
  number: number;
}

export interface RunLog {
  lines: NumberedLogLine[];
  /** Sequence number of the last chunk these lines are of; 0 for none. */
  lastSeq: number;
  /** True when the log is longer; a download has all of it. */
  truncated: boolean;
}

const MAX_LINES = 5000;

/** The log of a run, as far as it is fit to be shown at once; throws `not_found` outside the scope. */
export async function readRunLog(ctx: Context, runId: string): Promise<RunLog> {
  await requireRun(ctx, runId);
  const { pool } = ctx.db;
  const from = { direction: "after", seq: 0, lines: MAX_LINES } as const;
  const chunks = await selectLogStretch(pool, runId, from);
  const lastSeq = chunks.at(-1)?.seq ?? 0;
  const lines = numbered(chunks, 1);
  return { lines, lastSeq, truncated: await hasLogBeyond(pool, runId, lastSeq) };
}

/** The lines of consecutive chunks, numbered from `first`. */
export function numbered(chunks: readonly LogChunk[], first: number): NumberedLogLine[] {
  return chunks
    .flatMap((chunk) => chunk.lines)
    .map((line, index) => ({ number: first + index, ...line }));
}
