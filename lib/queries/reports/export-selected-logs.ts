import { stringify } from "csv-stringify/sync";
import { AppError } from "@/lib/domain/errors";
import { logFileNames } from "@/lib/domain/report/log-file-names";
import { indented } from "@/lib/domain/report/run-log-report";
import {
  MAX_REPORT_RUNS,
  type ReportWish,
  selectionFileName,
} from "@/lib/domain/report/run-log-selection";
import { type ZipEntry, zipStream } from "@/lib/platform/zip-stream";
import { type LogLines, logLinesOf, writtenLog } from "@/lib/queries/runs/export-run-logs";
import { authorise, type Context } from "@/lib/services/context";
import {
  type LoggedSelection,
  selectChainMembers,
  selectLoggedFigures,
} from "@/lib/store/run-log-report-reads";
import type { RunRow } from "@/lib/store/run-row";
import {
  loggedSelectionFrom,
  loggedSelectionOf,
  requireFewRuns,
  requireReportSelection,
} from "./logged-selection";
import { loggedPages } from "./run-log-report";

/** Runs below one chain whose logs are given out with it. */
const MAX_MEMBERS = 5000;

/** The logs of which runs: those named, or those of a selection. */
export interface LogsWish extends ReportWish {
  ids?: readonly string[] | undefined;
}

/** The logs of many runs as one file: the start of its name, and its bytes while they are taken. */
export interface SelectedLogs {
  subject: string;
  pieces: AsyncGenerator<string | Uint8Array, void, undefined>;
}

/**
 * The logs of up to ten thousand runs, oldest first, a chain with those of its calls: as a zip file with a text for each
 * run and an index, or all their lines one after another. Throws `invalid` for a selection that is none, `not_found` for
 * an unknown definition or when no run of the ids is there, `too_large` for more runs.
 */
export async function exportSelectedLogs(
  ctx: Context,
  wish: LogsWish,
  format: "zip" | "ndjson" | "csv",
): Promise<SelectedLogs> {
  authorise(ctx, "jobs.read");
  const { subject, logged } = await requireSelection(ctx, wish);
  const figures = await selectLoggedFigures(ctx.db.pool, logged, MAX_REPORT_RUNS + 1);
  const runs = figures.reduce((sum, figure) => sum + figure.runs, 0);
  requireFewRuns(runs);
  if (runs === 0 && wish.ids) throw new AppError("not_found", "There is none of these runs.");
  const pieces =
    format === "zip"
      ? zipStream(filesOf(ctx, logged))
      : writtenLog(format, linesOfAll(ctx, logged));
  return { subject, pieces };
}

async function requireSelection(ctx: Context, { ids, ...wish }: LogsWish) {
  if (ids === undefined) {
    const selection = requireReportSelection(ctx, wish);
    const logged = await loggedSelectionFrom(ctx, selection);
    return { subject: selectionFileName(selection), logged };
  }
  if (Object.values(wish).some((value) => value !== undefined)) {
    throw new AppError("invalid", "'ids' may not be given together with a selection", {
      field: "ids",
    });
  }
  const stamp = ctx.now.toISOString().slice(0, 16).replaceAll(/[-:]/g, "");
  return { subject: `selected_${stamp}`, logged: await loggedSelectionOf(ctx, ids) };
}

interface LoggedMember {
  run: RunRow;
  chain: RunRow | null;
}

/** The runs of a selection, each once, a chain followed by the runs below it that have a log of their own. */
async function* runsWithMembers(
  ctx: Context,
  logged: LoggedSelection,
): AsyncGenerator<LoggedMember, void, undefined> {
  // A chain may be named together with one of its calls, which are younger than the chain.
  const below = new Set<string>();
  for await (const rows of loggedPages(ctx, logged)) {
    for (const row of rows) {
      if (below.has(row.id)) continue;
      const members = await membersOf(ctx, row);
      if (logged.runIds !== null) for (const { id } of members) below.add(id);
      yield { run: row, chain: null };
      yield* members.filter(hasOwnLog).map((run) => ({ run, chain: row }));
    }
  }
}

/** Steps only stand for their calls. */
function hasOwnLog({ role }: RunRow): boolean {
  return role !== "step";
}

async function membersOf(ctx: Context, row: RunRow): Promise<RunRow[]> {
  if (row.kind !== "chain") return [];
  const members = await selectChainMembers(ctx.db.pool, row, MAX_MEMBERS);
  return indented(row.id, members).map(({ member }) => member);
}

async function* linesOfAll(ctx: Context, logged: LoggedSelection): LogLines {
  for await (const { run } of runsWithMembers(ctx, logged)) yield* logLinesOf(ctx, [run]);
}

const INDEX_HEAD = [
  "file",
  "run",
  "job_name",
  "number",
  "state",
  "definition",
  "submitted_at",
  "started_at",
  "ended_at",
  "lines",
];

/** A file for each run, and at last the index of them. */
async function* filesOf(
  ctx: Context,
  logged: LoggedSelection,
): AsyncGenerator<ZipEntry, void, undefined> {
  const nameOf = logFileNames();
  const index: string[] = [csvLine(INDEX_HEAD)];
  for await (const { run, chain } of runsWithMembers(ctx, logged)) {
    const name = nameOf(run, chain);
    const counter = { lines: 0 };
    const lines = counted(logLinesOf(ctx, [run]), counter);
    yield { name, modifiedAt: run.endedAt ?? ctx.now, pieces: writtenLog("text", lines) };
    index.push(csvLine(indexCells(name, run, counter.lines)));
  }
  yield { name: "index.csv", modifiedAt: ctx.now, pieces: piecesOf(index) };
}

async function* counted(lines: LogLines, counter: { lines: number }): LogLines {
  for await (const some of lines) {
    counter.lines += some.length;
    yield some;
  }
}

async function* piecesOf(texts: readonly string[]): AsyncGenerator<string, void, undefined> {
  yield* texts;
}

function indexCells(file: string, run: RunRow, lines: number): (string | number)[] {
  const { id, jobName, jobCount, state, definitionName, submittedAt, startedAt, endedAt } = run;
  const instants = [submittedAt, startedAt, endedAt].map((at) => at?.toISOString() ?? "");
  return [file, id, jobName, jobCount, state, definitionName, ...instants, lines];
}

function csvLine(cells: readonly (string | number)[]): string {
  return stringify([[...cells]], { escape_formulas: true, record_delimiter: "windows" });
}
