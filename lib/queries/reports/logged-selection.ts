import { AppError } from "@/lib/domain/errors";
import { firstIdAt } from "@/lib/domain/ids";
import {
  MAX_REPORT_RUNS,
  type ReportSelection,
  type ReportWish,
  reportSelectionFrom,
} from "@/lib/domain/report/run-log-selection";
import type { Context } from "@/lib/services/context";
import type { LoggedSelection } from "@/lib/store/run-log-report-reads";
import { definitionsMatching, definitionsNamed, tenantIdsOf } from "@/lib/store/run-reads";

/** Definitions one pattern of names may stand for. */
const MAX_DEFINITIONS = 300;

const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** The selection of a wish; throws `invalid` for a period that is none. */
export function requireReportSelection(ctx: Context, wish: ReportWish): ReportSelection {
  const result = reportSelectionFrom(wish, ctx.now);
  if (result.ok) return result.selection;
  const { field, reason } = result;
  throw new AppError("invalid", `'${field}' ${reason}`, { field });
}

/**
 * What the store has to look for: names become the definitions that have them, instants become bounds on ids. Throws
 * `not_found` for a definition that isn't there, `invalid` for a pattern that fits too many.
 */
export async function loggedSelectionFrom(
  ctx: Context,
  { definition, name, states, from, to }: ReportSelection,
): Promise<LoggedSelection> {
  const tenantIds = await tenantIdsOf(ctx.db.pool, ctx.scope);
  return {
    tenantIds,
    definitions: await definitionsOf(ctx, tenantIds, { definition, name }),
    states,
    runIds: null,
    members: definition === null ? "top-level" : "without-steps",
    fromId: firstIdAt(from),
    untilId: firstIdAt(to),
  };
}

async function definitionsOf(
  ctx: Context,
  tenantIds: readonly string[],
  { definition, name }: Pick<ReportSelection, "definition" | "name">,
): Promise<LoggedSelection["definitions"]> {
  const { pool } = ctx.db;
  if (definition !== null) {
    const named = await definitionsNamed(pool, tenantIds, definition);
    if (named.length > 0) return named;
    throw new AppError("not_found", `There is no definition "${definition.slice(0, 64)}".`);
  }
  if (name === null) return null;
  const pattern = name.replaceAll(/[\\%_]/g, "\\$&").replaceAll("*", "%");
  const limit = MAX_DEFINITIONS + 1;
  const found = await Promise.all([
    definitionsMatching(pool, tenantIds, { column: "name", pattern, limit }),
    definitionsMatching(pool, tenantIds, {
      column: "job_name",
      pattern: pattern.toUpperCase(),
      limit,
    }),
  ]);
  const unique = new Map(found.flat().map((owned) => [owned.id, owned]));
  if (unique.size <= MAX_DEFINITIONS) return [...unique.values()];
  throw new AppError(
    "invalid",
    `'name' fits more than ${MAX_DEFINITIONS} definitions; write more of the name`,
    { field: "name" },
  );
}

/** The selection of some runs of the scope by their ids; unknown ones are left out. */
export async function loggedSelectionOf(
  ctx: Context,
  runIds: readonly string[],
): Promise<LoggedSelection> {
  const ids = runIds.map((id) => id.toLowerCase()).sort();
  return {
    tenantIds: await tenantIdsOf(ctx.db.pool, ctx.scope),
    definitions: null,
    states: null,
    runIds: ids,
    members: "all",
    fromId: ids[0] ?? FIRST_ID,
    untilId: LAST_ID,
  };
}

/** Refuses a selection that has more runs than a file may have. */
export function requireFewRuns(runs: number): void {
  if (runs <= MAX_REPORT_RUNS) return;
  throw new AppError(
    "too_large",
    "The selection has more than 10,000 runs. Choose a shorter period, a job or a state.",
  );
}
