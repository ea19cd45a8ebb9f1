import type { RunListItem, RunTransition } from "@/lib/domain/run/run-item";
import type { RunState } from "@/lib/domain/run/run-state";
import { statesIn } from "@/lib/domain/run/run-state";
import { countRuns } from "@/lib/queries/runs/count-runs";
import { listRuns } from "@/lib/queries/runs/list-runs";
import { recentRunStrips } from "@/lib/queries/runs/recent-run-strips";
import { formatRunCursor } from "@/lib/queries/runs/run-cursor";
import type { Context } from "@/lib/services/context";
import { runQueryOf } from "./run-query-of";
import type { MonitorSelection } from "./search-params";

/** A run with the state changes its strip is drawn from. */
export interface MonitorRow extends RunListItem {
  strip: RunTransition[];
}

/** What the monitor shows at one time. */
export interface MonitorPage {
  rows: MonitorRow[];
  /** Cursors of the pages with older and newer runs; null where the list ends. */
  older: string | null;
  newer: string | null;
  /** Runs that came in above the row the reader holds on to. */
  arrived: { count: number; isMore: boolean };
  /** Runs that have not ended, by state, whatever the filters. */
  live: Partial<Record<RunState, number>>;
}

const PAGE_SIZE = 50;
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
  const query = runQueryOf(selection, ctx.now);
  const cursor = top === null ? query.cursor : cursorFrom(top);
  const [page, arrived, counts] = await Promise.all([
    listRuns(ctx, { ...query, limit: PAGE_SIZE, cursor }),
    top === null ? { count: 0, isMore: false } : countArrived(ctx, query, top),
    countRuns(ctx, { state: statesIn("initial", "pre-running", "running") }),
  ]);
  const strips = await recentRunStrips(
    ctx,
    page.items.map((run) => run.id),
  );
  return {
    rows: page.items.map((run) => ({ ...run, strip: strips[run.id] ?? [] })),
    older: page.nextCursor,
    newer: top === null ? page.prevCursor : null,
    arrived,
    live: counts.states,
  };
}

async function countArrived(ctx: Context, query: ReturnType<typeof runQueryOf>, top: string) {
  const cursor = formatRunCursor({ direction: "newer", runId: top });
  const page = await listRuns(ctx, { ...query, cursor, limit: MAX_ARRIVED });
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
