import { parseInput } from "@/lib/domain/definition/parse-input";
import { type RunQueryInput, runQuerySchema } from "@/lib/domain/run/run-query";
import { authorise, type Context } from "@/lib/services/context";
import { countSelected } from "@/lib/store/run-reads";
import { runSelectionFrom } from "./run-selection";

/** Above this many nobody counts on. */
const MOST = 10_001;

/** How many runs a list has on all its pages, at most 10,001. */
export async function countListedRuns(ctx: Context, input: RunQueryInput): Promise<number> {
  authorise(ctx, "jobs.read");
  const { limit: _limit, cursor: _cursor, ...query } = parseInput(runQuerySchema, input);
  return countSelected(ctx.db.pool, await runSelectionFrom(ctx, query), MOST);
}
