import type { Context } from "@/lib/services/context";
import {
  countLinesBefore,
  findLogChunk,
  hasLogBeyond,
  selectLogStretch,
} from "@/lib/store/run-log-lines";
import { type NumberedLogLine, numbered } from "./read-run-log";
import { requireRun } from "./require-run";

/** A stretch of a long log: some consecutive lines, and whether there are others on either side. */
export interface LogWindow {
  lines: NumberedLogLine[];
  /** First and last chunk the lines are of. */
  firstSeq: number;
  lastSeq: number;
  hasOlder: boolean;
  hasNewer: boolean;
}

/**
 * Which stretch: the lines behind or before a chunk, whose neighbouring line has the number given; or the end of the
 * log, the place of a line or of a moment.
 */
export type LogWindowRequest =
  | { kind: "after" | "before"; seq: number; number: number }
  | { kind: "end" }
  | { kind: "line"; number: number }
  | { kind: "at"; at: Date };

/** Lines of one stretch, whole chunks; a chunk has some thousand at most. */
const LINES = 2000;

interface WindowStart {
  direction: "after" | "before";
  seq: number;
}

/** Before the number behind the last chunk any log can have. */
const LAST_LINES: WindowStart = { direction: "before", seq: 2_147_483_647 };

/** A stretch of the log of a run; throws `not_found` outside the scope. */
export async function readLogWindow(
  ctx: Context,
  runId: string,
  request: LogWindowRequest,
): Promise<LogWindow> {
  await requireRun(ctx, runId);
  const { pool } = ctx.db;
  const { direction, seq } = await startOf(ctx, runId, request);
  const chunks = await selectLogStretch(pool, runId, { direction, seq, lines: LINES });
  const firstSeq = chunks[0]?.seq ?? seq;
  const lastSeq = chunks.at(-1)?.seq ?? seq;
  const count = chunks.reduce((sum, chunk) => sum + chunk.lines.length, 0);
  const before =
    request.kind === "after"
      ? request.number
      : request.kind === "before"
        ? Math.max(0, request.number - 1 - count)
        : await countLinesBefore(pool, runId, firstSeq);
  return {
    lines: numbered(chunks, before + 1),
    firstSeq,
    lastSeq,
    hasOlder: before > 0,
    hasNewer: await hasLogBeyond(pool, runId, lastSeq),
  };
}

/** From which chunk the lines are read, in which direction. */
async function startOf(
  ctx: Context,
  runId: string,
  request: LogWindowRequest,
): Promise<WindowStart> {
  switch (request.kind) {
    case "after":
    case "before":
      return { direction: request.kind, seq: request.seq };
    case "end":
      return LAST_LINES;
    case "line":
      return placeOf(await findLogChunk(ctx.db.pool, runId, { line: request.number }));
    case "at":
      return placeOf(await findLogChunk(ctx.db.pool, runId, { at: request.at }));
  }
}

/** A place behind the end of the log is its end. */
function placeOf(seq: number | null): WindowStart {
  return seq === null ? LAST_LINES : { direction: "after", seq: seq - 1 };
}
