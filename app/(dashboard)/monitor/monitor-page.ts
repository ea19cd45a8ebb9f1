import type { RunListItem, RunTransition } from "@/lib/domain/run/run-item";
import { type RunState, statesIn } from "@/lib/domain/run/run-state";
import { countRuns } from "@/lib/queries/runs/count-runs";
import { type ListedMembers, listRuns } from "@/lib/queries/runs/list-runs";
import { listRunsById } from "@/lib/queries/runs/list-runs-by-id";
import { recentRunStrips } from "@/lib/queries/runs/recent-run-strips";
import { formatRunCursor } from "@/lib/queries/runs/run-cursor";
import type { Context } from "@/lib/services/context";
import { runQueryOf } from "./run-query-of";
import { isNewestFirst, isTree, type MonitorSelection } from "./search-params";

/** A run with the state changes its strip is drawn from. */
export interface MonitorRow extends RunListItem {
  strip: RunTransition[];
  /** It was on the page and does not belong there any more; it stays until the reader renews the page. */
  left?: "unfit" | "deleted";
}

/** What the monitor shows at one time. */
export interface MonitorPage {
  rows: MonitorRow[];
  /** Cursors of the pages with older and newer runs; null where the list ends. */
  older: string | null;
  newer: string | null;
  /** Runs that came in above the row the reader holds on to. */
  arrived: { count: number; isMore: boolean };
  /** The search was put off at this instant of submission; the cursor of the older page goes on. Null when it was not. */
  lookedTo: string | null;
  /** Runs that have not ended, by state, whatever the filters. */
  live: Partial<Record<RunState, number>>;
}

/** The runs below one of the monitor, in the order they were made. */
export interface MonitorChildren {
  rows: MonitorRow[];
  /** There are more than are shown. */
  isCut: boolean;
}

const MAX_CHILDREN = 500;
const MAX_ARRIVED = 100;

/**
 * One page of the monitor. With `top`, the page begins with that run and says how many newer ones there are, so that
 * rows can be renewed without moving under the reader.
 */
export async function readMonitorPage(
  ctx: Context,
  selection: MonitorSelection,
  top: string | null = null,
): Promise<MonitorPage> {
  const query = runQueryOf(selection);
  const members = membersOf(selection);
  const held = isNewestFirst(selection) ? top : null;
  const paged = held === null ? query : { ...query, cursor: cursorFrom(held) };
  const [page, arrived, counts] = await Promise.all([
    listRuns(ctx, paged, members),
    held === null ? { count: 0, isMore: false } : countArrived(ctx, { query, members, top: held }),
    countRuns(ctx, { state: statesIn("initial", "pre-running", "running") }),
  ]);
  return {
    rows: await rowsFrom(ctx, page.items),
    older: page.nextCursor,
    newer: held === null ? page.prevCursor : null,
    arrived,
    lookedTo: page.lookedTo,
    live: counts.states,
  };
}

/** The steps of a chain or the calls of a step, for the row that is unfolded. */
export async function readMonitorChildren(ctx: Context, runId: string): Promise<MonitorChildren> {
  const page = await listRuns(ctx, { parent: runId, limit: MAX_CHILDREN });
  return { rows: await rowsFrom(ctx, page.items), isCut: page.nextCursor !== null };
}

/** Runs that left the page of a reader, as they are now; a deleted one is not among them. */
export async function readLeftRows(
  ctx: Context,
  runIds: readonly string[],
): Promise<{ rows: MonitorRow[] }> {
  return { rows: await rowsFrom(ctx, await listRunsById(ctx, runIds)) };
}

async function rowsFrom(ctx: Context, runs: readonly RunListItem[]): Promise<MonitorRow[]> {
  const strips = await recentRunStrips(
    ctx,
    runs.map((run) => run.id),
  );
  return runs.map((run) => ({ ...run, strip: strips[run.id] ?? [] }));
}

/**
 * Without a filter the list is a tree: what was submitted, its steps and calls below it. A filter finds runs wherever
 * they stand; only steps are left out, since they stand for their calls and are counted nowhere.
 */
export function membersOf(selection: MonitorSelection): ListedMembers {
  return { members: isTree(selection) ? "top-level" : "without-steps" };
}

interface Arrivals {
  query: ReturnType<typeof runQueryOf>;
  members: ListedMembers;
  top: string;
}

async function countArrived(ctx: Context, { query, members, top }: Arrivals) {
  const cursor = formatRunCursor({ direction: "newer", runId: top });
  const page = await listRuns(ctx, { ...query, cursor, limit: MAX_ARRIVED }, members);
  return { count: page.items.length, isMore: page.prevCursor !== null };
}

/** The cursor of the page that begins with this run: a cursor names the row before its page. */
function cursorFrom(top: string): string {
  const next = (BigInt(`0x${top.replaceAll("-", "")}`) + 1n)
    .toString(16)
    .padStart(32, "0")
    .slice(-32);
  const runId = next.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return formatRunCursor({ direction: "older", runId });
}
