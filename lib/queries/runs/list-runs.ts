import { parseInput } from "@/lib/domain/definition/parse-input";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { type RunQueryInput, runQuerySchema } from "@/lib/domain/run/run-query";
import { authorise, type Context } from "@/lib/services/context";
import { type RunDirection, type RunSelection, selectRuns } from "@/lib/store/run-reads";
import type { RunRow } from "@/lib/store/run-row";
import { formatRunCursor, parseRunCursor } from "./run-cursor";
import { runItemsFrom } from "./run-items";
import { runSelectionFrom } from "./run-selection";

/** A page of runs; a cursor is null where the list ends. */
export interface RunPage {
  items: RunListItem[];
  nextCursor: string | null;
  prevCursor: string | null;
}

/** Which runs of chains a list leaves out; all are in it when nothing is said. */
export interface ListedMembers {
  members?: RunSelection["members"];
}

/**
 * One page of the runs of the scope: newest first, the children of a run in the order they were made. Keyset paging, so
 * that a page costs the same however deep, and none is shown twice or left out while others arrive.
 */
export async function listRuns(
  ctx: Context,
  input: RunQueryInput = {},
  { members }: ListedMembers = {},
): Promise<RunPage> {
  authorise(ctx, "jobs.read");
  const { limit, cursor, ...query } = parseInput(runQuerySchema, input);
  const isAscending = query.parent !== undefined;
  const bound = cursor ? parseRunCursor(cursor) : null;
  const direction = bound?.direction ?? (isAscending ? "newer" : "older");
  const rows = await selectRuns(ctx.db.pool, {
    selection: { ...(await runSelectionFrom(ctx, query)), members },
    direction,
    from: bound?.runId ?? null,
    limit: limit + 1,
  });
  const page = pageOf(rows, { direction, limit, isFirst: bound === null });
  const items = await runItemsFrom(ctx, page.rows);
  if (!isAscending) return { items, nextCursor: page.older, prevCursor: page.newer };
  return { items: items.reverse(), nextCursor: page.newer, prevCursor: page.older };
}

interface PageShape {
  direction: RunDirection;
  limit: number;
  isFirst: boolean;
}

/** Cuts the row that shows whether there are more, and names where the neighbours begin. */
function pageOf(rows: RunRow[], { direction, limit, isFirst }: PageShape) {
  const hasMore = rows.length > limit;
  const shown = direction === "older" ? rows.slice(0, limit) : rows.slice(-limit);
  const newest = shown[0];
  const oldest = shown.at(-1);
  const hasOlder = direction === "older" ? hasMore : !isFirst;
  const hasNewer = direction === "newer" ? hasMore : !isFirst;
  return {
    rows: shown,
    older: hasOlder && oldest ? formatRunCursor({ direction: "older", runId: oldest.id }) : null,
    newer: hasNewer && newest ? formatRunCursor({ direction: "newer", runId: newest.id }) : null,
  };
}
