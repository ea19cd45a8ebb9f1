import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { RunQuery } from "@/lib/domain/run/run-query";
import type { Sort } from "@/lib/domain/run/selection";
import { NARROW_THE_PERIOD, sortFault } from "@/lib/domain/run/selection-bounds";
import { type KeysetPosition, keysetPage, readCursor } from "@/lib/queries/keyset-page";
import type { Context } from "@/lib/services/context";
import { type Members, resolveSelection } from "@/lib/store/resolve-selection";
import type { RunRow } from "@/lib/store/run-row";
import { findSortedRuns, type RunOrder } from "@/lib/store/sorted-runs";

interface SortedQuery {
  query: RunQuery & { sort: Sort };
  members: Members;
}

interface SortedPage {
  rows: RunRow[];
  nextCursor: string | null;
  prevCursor: string | null;
}

/** One page of runs in another order than that of submission; throws `invalid` when there are too many of them. */
export async function sortedRuns(
  ctx: Context,
  { query, members }: SortedQuery,
): Promise<SortedPage> {
  const { limit, cursor, sort, ...selection } = query;
  const fault = sortFault(query);
  if (fault !== null) throw tooMany(fault);
  const position = cursor ? positionOf(cursor) : null;
  const rows = await findSortedRuns(ctx.db.pool, {
    selection: await resolveSelection(ctx, selection, members),
    ...orderOf(sort),
    from: position && {
      value: Number(position.value),
      id: position.id,
      isBackwards: position.direction === "before",
    },
    limit: limit + 1,
    now: ctx.now,
  });
  if (rows === null) throw tooMany(NARROW_THE_PERIOD);
  const keyOf = ({ value, id }: { value: number; id: string }) => ({ value: String(value), id });
  const page = keysetPage(rows, { limit, position, keyOf });
  return { rows: page.items, nextCursor: page.nextCursor, prevCursor: page.previousCursor };
}

function tooMany(message: string): AppError {
  return new AppError("invalid", message, { field: "sort" });
}

const ORDERS: Partial<Record<Sort, RunOrder>> = {
  started: "started",
  "-started": "started",
  ended: "ended",
  "-ended": "ended",
  duration: "duration",
  "-duration": "duration",
  delay: "delay",
  "-delay": "delay",
};

function orderOf(sort: Sort): { by: RunOrder; isDescending: boolean } {
  return { by: ORDERS[sort] ?? "started", isDescending: sort.startsWith("-") };
}

function positionOf(cursor: string): KeysetPosition {
  const position = readCursor(cursor);
  if (position !== null && isId(position.id) && !Number.isNaN(Number(position.value))) {
    return position;
  }
  throw new AppError("invalid", "'cursor' must be the nextCursor or prevCursor of a page", {
    field: "cursor",
  });
}
