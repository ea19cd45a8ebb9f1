import { isId } from "@/lib/domain/ids";
import {
  type ReportHead,
  type ReportLine,
  type ReportSummary,
  summaryOf,
} from "@/lib/domain/report/run-log-report";
import {
  MAX_REPORT_RUNS,
  type ReportSelection,
  type ReportWish,
} from "@/lib/domain/report/run-log-selection";
import { type KeysetPage, keysetPage, readCursor } from "@/lib/queries/keyset-page";
import { authorise, type Context } from "@/lib/services/context";
import {
  type LoggedPosition,
  type LoggedSelection,
  selectLoggedFigures,
  selectLoggedPage,
} from "@/lib/store/run-log-report-reads";
import type { RunRow } from "@/lib/store/run-row";
import { loggedSelectionFrom, requireFewRuns, requireReportSelection } from "./logged-selection";
import { reportLinesOf } from "./run-log-lines-of";

const PAGE = 200;

/** A whole report: its head, and its lines a few at a time. */
export interface RunLogReport {
  head: ReportHead;
  lines: AsyncGenerator<ReportLine[], void, undefined>;
}

/**
 * The runs of a job or of a period in the order of their submission, each chain with its steps and calls. The lines are
 * read while they are taken. Throws `invalid` for a period that is none, `not_found` for an unknown definition and
 * `too_large` for more than ten thousand runs.
 */
export async function runLogReport(
  ctx: Context,
  wish: ReportWish,
  options: { messages: boolean },
): Promise<RunLogReport> {
  authorise(ctx, "jobs.read");
  const selection = requireReportSelection(ctx, wish);
  const logged = await loggedSelectionFrom(ctx, selection);
  const summary = await summaryOfRuns(ctx, logged);
  requireFewRuns(summary.runs);
  return {
    head: { selection, generatedAt: ctx.now, generatedBy: ctx.actor.name, summary },
    lines: linesOfAll(ctx, logged, options),
  };
}

/** A page of a report as it is looked at before it is printed or saved. */
export interface ReportPreview {
  selection: ReportSelection;
  /** Figures of the whole selection, not of the page; of the first ten thousand runs when `isTooLarge`. */
  summary: ReportSummary;
  isTooLarge: boolean;
  page: KeysetPage<ReportLine>;
}

/** One page of a report with the figures of the whole; a cursor that is none begins at the beginning. */
export async function previewRunLogReport(
  ctx: Context,
  wish: ReportWish,
  { limit, cursor }: { limit: number; cursor: string },
): Promise<ReportPreview> {
  authorise(ctx, "jobs.read");
  const selection = requireReportSelection(ctx, wish);
  const logged = await loggedSelectionFrom(ctx, selection);
  const position = positionOf(cursor);
  const [summary, rows] = await Promise.all([
    summaryOfRuns(ctx, logged),
    selectLoggedPage(ctx.db.pool, logged, {
      position: position && { direction: position.direction, id: position.id },
      limit: limit + 1,
    }),
  ]);
  const { items, ...cursors } = keysetPage<RunRow>(rows, {
    limit,
    position,
    keyOf: ({ id }) => ({ value: id, id }),
  });
  const lines: ReportLine[] = [];
  for await (const some of reportLinesOf(ctx, items, { messages: false })) lines.push(...some);
  const isTooLarge = summary.runs > MAX_REPORT_RUNS;
  return { selection, summary, isTooLarge, page: { items: lines, ...cursors } };
}

function positionOf(cursor: string): ReturnType<typeof readCursor> {
  const position = readCursor(cursor);
  return position !== null && isId(position.id) ? position : null;
}

async function summaryOfRuns(ctx: Context, logged: LoggedSelection): Promise<ReportSummary> {
  return summaryOf(await selectLoggedFigures(ctx.db.pool, logged, MAX_REPORT_RUNS + 1));
}

/** All runs of a selection, a page at a time, oldest first. */
export async function* loggedPages(
  ctx: Context,
  logged: LoggedSelection,
): AsyncGenerator<RunRow[], void, undefined> {
  let position: LoggedPosition | null = null;
  for (;;) {
    const rows: RunRow[] = await selectLoggedPage(ctx.db.pool, logged, { position, limit: PAGE });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < PAGE || last === undefined) return;
    position = { direction: "after", id: last.id };
  }
}

async function* linesOfAll(
  ctx: Context,
  logged: LoggedSelection,
  options: { messages: boolean },
): AsyncGenerator<ReportLine[], void, undefined> {
  for await (const rows of loggedPages(ctx, logged)) yield* reportLinesOf(ctx, rows, options);
}
