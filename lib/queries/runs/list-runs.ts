import { parseInput } from "@/lib/domain/definition/parse-input";
import { instantOfId } from "@/lib/domain/ids";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { type RunQuery, type RunQueryInput, runQuerySchema } from "@/lib/domain/run/run-query";
import { isBySubmission, type Selection } from "@/lib/domain/run/selection";
import { authorise, type Context } from "@/lib/services/context";
import { type Members, resolveSelection } from "@/lib/store/resolve-selection";
import { findRuns } from "@/lib/store/selected-runs";
import { parseRunCursor } from "./run-cursor";
import { runItemsFrom } from "./run-items";
import { pageOfRuns } from "./run-page";
import { sortedRuns } from "./sorted-runs";

/** A page of runs; a cursor is null where the list ends. */
export interface RunPage {
  items: RunListItem[];
  nextCursor: string | null;
  prevCursor: string | null;
  /**
   * The page ends, or is empty, because so many runs had to be looked at one by one that the search was put off: the
   * instant of submission it has come to. The cursor goes on from there. Null for an ordinary page.
   */
  lookedTo: string | null;
}

/** Which runs of chains a list leaves out, unless its selection says so; all are in it when nothing is said. */
export interface ListedMembers {
  members?: Members;
}

/**
 * One page of the runs of the scope: newest first, the children of a run in the order they were made, or in the order
 * that is asked for. Keyset paging, so that a page costs the same however deep, and none is shown twice or left out
 * while others arrive. What no index knows is looked for run by run, a limited number for each page. Throws `invalid`
 * for an order there are too many runs for.
 */
export async function listRuns(
  ctx: Context,
  input: RunQueryInput = {},
  { members }: ListedMembers = {},
): Promise<RunPage> {
  authorise(ctx, "jobs.read");
  const query = parseInput(runQuerySchema, input);
  const { sort, parent } = query;
  const order = sort ?? (parent === undefined ? "-submitted" : "submitted");
  if (!isBySubmission(order)) {
    const page = await sortedRuns(ctx, { query: { ...query, sort: order }, members });
    return { ...page, items: await runItemsFrom(ctx, page.rows), lookedTo: null };
  }
  return bySubmission(ctx, query, { isAscending: order === "submitted", members });
}

async function bySubmission(
  ctx: Context,
  { limit, cursor, ...selection }: RunQuery,
  { isAscending, members }: ListedMembers & { isAscending: boolean },
): Promise<RunPage> {
  const from = cursor ? parseRunCursor(cursor) : null;
  const direction = from?.direction ?? (isAscending ? "newer" : "older");
  const found = await findRuns(ctx.db.pool, {
    selection: await resolveSelection(ctx, selectionOf(selection), members),
    direction,
    from: from?.runId ?? null,
    limit: limit + 1,
  });
  const page = pageOfRuns(found, { direction, limit, from: from?.runId ?? null });
  const items = await runItemsFrom(ctx, page.rows);
  const lookedTo = found.lookedTo === null ? null : instantOfId(found.lookedTo).toISOString();
  if (!isAscending) return { items, nextCursor: page.older, prevCursor: page.newer, lookedTo };
  return { items: items.reverse(), nextCursor: page.newer, prevCursor: page.older, lookedTo };
}

function selectionOf({ sort: _sort, ...selection }: Selection): Selection {
  return selection;
}
