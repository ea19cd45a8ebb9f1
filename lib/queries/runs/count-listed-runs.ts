import { parseInput } from "@/lib/domain/definition/parse-input";
import { type RunQueryInput, runQuerySchema } from "@/lib/domain/run/run-query";
import { authorise, type Context } from "@/lib/services/context";
import { countSelected, type SelectedCount } from "@/lib/store/count-selected";
import { resolveSelection } from "@/lib/store/resolve-selection";
import type { ListedMembers } from "./list-runs";

/** Above this many nobody counts on. */
export const MOST_COUNTED = 10_000;

/** How many runs a list has on all its pages, at most 10,001. */
export async function countListedRuns(ctx: Context, input: RunQueryInput): Promise<number> {
  return (await countUpTo(ctx, input, {}, MOST_COUNTED + 1)).count;
}

/** How many runs a selection has: exact up to 10,000, else "more than" what is said; never goes through the history. */
export async function countSelection(
  ctx: Context,
  input: RunQueryInput,
  { members }: ListedMembers = {},
): Promise<{ count: number; isMore: boolean }> {
  const { count, isAll } = await countUpTo(ctx, input, { members }, MOST_COUNTED + 1);
  return { count: Math.min(count, MOST_COUNTED), isMore: !isAll };
}

async function countUpTo(
  ctx: Context,
  input: RunQueryInput,
  { members }: ListedMembers,
  most: number,
): Promise<SelectedCount> {
  authorise(ctx, "jobs.read");
  const {
    limit: _limit,
    cursor: _cursor,
    sort: _sort,
    ...selection
  } = parseInput(runQuerySchema, input);
  return countSelected(ctx.db.pool, await resolveSelection(ctx, selection, members), most);
}
