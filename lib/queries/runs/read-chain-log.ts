import type { LogLine } from "@/lib/domain/run/run-log";
import type { Context } from "@/lib/services/context";
import { selectMembers } from "@/lib/store/chain-reads";
import { selectMergedLog } from "@/lib/store/run-log-lines";
import type { RunRow } from "@/lib/store/run-row";
import { requireRun } from "./require-run";

/** A line of one of the runs of a chain. */
export interface ChainLogLine extends LogLine {
  /** The run that wrote it, and its number in the log of that run. */
  run: string;
  number: number;
}

/** The logs of a chain or step and of everything below it as one, in the order of time. */
export interface ChainLog {
  lines: ChainLogLine[];
  /** What wrote lines: `LOAD › EXTRACT (round 2)`, the run itself by its job name. */
  sources: { run: string; name: string }[];
  /** True when there are more runs or lines than are shown. */
  truncated: boolean;
}

const MAX_RUNS = 1000;
const MAX_LINES = 20_000;

/** The merged log of a chain or step; throws `not_found` outside the scope. */
export async function readChainLog(ctx: Context, runId: string): Promise<ChainLog> {
  const run = await requireRun(ctx, runId);
  const { pool } = ctx.db;
  const limits = { runs: MAX_RUNS + 1, transitions: 1 };
  const members = run.kind === "chain" ? await selectMembers(pool, run, limits) : [];
  const rows: RunRow[] = [run, ...members.slice(0, MAX_RUNS)];
  const ids = rows.map(({ id }) => id);
  const chunks = await selectMergedLog(pool, ids, MAX_LINES);
  const counts = new Map<string, number>();
  const lines = chunks.flatMap((chunk) => {
    const before = counts.get(chunk.runId) ?? 0;
    counts.set(chunk.runId, before + chunk.lines.length);
    return chunk.lines.map((line, index) => ({
      ...line,
      run: chunk.runId,
      number: before + index + 1,
    }));
  });
  return {
    // Lines of calls that ran at the same time stand in chunks that overlap.
    lines: lines.toSorted((one, other) => compare(one.at, other.at)),
    sources: rows.flatMap((row) =>
      counts.has(row.id) ? [{ run: row.id, name: sourceName(row, runId) }] : [],
    ),
    truncated: members.length > MAX_RUNS || lines.length >= MAX_LINES,
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function sourceName(
  { id, jobName, stepName, callName, iteration }: RunRow,
  rootId: string,
): string {
  if (id === rootId || stepName === null) return jobName;
  const round = iteration > 1 ? ` (round ${iteration})` : "";
  return `${[stepName, callName].filter((part) => part !== null).join(" › ")}${round}`;
}
