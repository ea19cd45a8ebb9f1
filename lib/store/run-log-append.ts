import type { LogLine } from "@/lib/domain/run/run-log";
import type { Queryable } from "./queryable";

/** Lines that an executing run produced. */
export interface RunLogEntry {
  tenantId: string;
  runId: string;
  attempt: number;
  lines: readonly LogLine[];
}

/** Lines of one chunk at most, so that no reader has to hold an endless one. */
const CHUNK_LINES = 1000;

/**
 * Chunks and transitions are numbered together, and the column ends at 2,147,483,647. What is beyond this number is kept for
 * the transitions and the last words of the run: without one left it could never end.
 */
const LAST_CHUNK_NUMBER = 1_000_000_000;

// Rows are locked in id order, as by the statements that finish and move runs, so none of them can deadlock with it. The
// numbers are taken under that lock: a run that ends at this moment has either its last line after these, or not these.
const APPEND_SQL = `
WITH input AS (
  SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::jsonb[]) AS u(tenant_id, id, attempt, chunks)
), locked AS (
  SELECT i.tenant_id, i.id, i.chunks, jsonb_array_length(i.chunks) AS count
  FROM run r JOIN input i ON i.tenant_id = r.tenant_id AND i.id = r.id
  WHERE r.attempt = i.attempt AND r.state IN ('Running', 'Killing')
    AND r.moves + jsonb_array_length(i.chunks) <= ${LAST_CHUNK_NUMBER}
  ORDER BY r.id FOR UPDATE OF r
), numbered AS (
  UPDATE run r SET moves = r.moves + l.count
  FROM locked l WHERE r.tenant_id = l.tenant_id AND r.id = l.id
  RETURNING r.tenant_id, r.id, r.moves - l.count AS before, l.chunks
), logged AS (
  INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines)
  SELECT n.tenant_id, n.id, n.before + c.place, $1, c.lines
  FROM numbered n CROSS JOIN LATERAL jsonb_array_elements(n.chunks) WITH ORDINALITY AS c(lines, place)
)
SELECT id FROM numbered`;

/**
 * Adds lines to the logs of runs that are executing in the attempt given, in the order given; entries of one run become
 * one chunk, or one for every thousand lines. Answers the ids of the runs whose lines were added: not those that ended,
 * were started again, or have used up the numbers of their log. Adding the same lines again adds them twice, so a caller
 * that did not hear the answer either loses or doubles them. Rejects for lines with a NUL or half a character.
 */
export async function appendRunLog(
  db: Queryable,
  entries: readonly RunLogEntry[],
  now: Date,
): Promise<string[]> {
  const logs = logsOf(entries);
  if (logs.length === 0) return [];
  const column = <T>(value: (log: RunLogEntry) => T) => logs.map(value);
  const result = await db.query<{ id: string }>({
    name: "append-run-log",
    text: APPEND_SQL,
    values: [
      now,
      column((log) => log.tenantId),
      column((log) => log.runId),
      column((log) => log.attempt),
      column((log) => JSON.stringify(chunksOf(log.lines))),
    ],
  });
  return result.rows.map((row) => row.id);
}

/** One entry for each attempt of a run: of two, an UPDATE would see only one. */
function logsOf(entries: readonly RunLogEntry[]): RunLogEntry[] {
  const logs = new Map<string, RunLogEntry & { lines: LogLine[] }>();
  for (const entry of entries) {
    if (entry.lines.length === 0) continue;
    const key = `${entry.tenantId} ${entry.runId} ${entry.attempt}`;
    const log = logs.get(key) ?? { ...entry, lines: [] };
    for (const line of entry.lines) log.lines.push(line);
    logs.set(key, log);
  }
  return [...logs.values()];
}

function chunksOf(lines: readonly LogLine[]): (readonly LogLine[])[] {
  const chunks: (readonly LogLine[])[] = [];
  for (let start = 0; start < lines.length; start += CHUNK_LINES) {
    chunks.push(lines.slice(start, start + CHUNK_LINES));
  }
  return chunks;
}
