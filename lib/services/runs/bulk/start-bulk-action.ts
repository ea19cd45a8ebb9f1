import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { firstIdAt } from "@/lib/domain/ids";
import {
  type BulkActionInput,
  type BulkProgress,
  bulkActionInputSchema,
  MAX_BULK_SELECTED,
} from "@/lib/domain/run/bulk-action";
import type { Selection } from "@/lib/domain/run/selection";
import { instantOfToken } from "@/lib/domain/run/selection-time";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { authorise, type Context } from "@/lib/services/context";
import { insertBulkAction, type NewBulkAction, progressOf } from "@/lib/store/bulk-action-store";
import { countSelected } from "@/lib/store/count-selected";
import { inTransaction } from "@/lib/store/queryable";
import { resolveSelection } from "@/lib/store/resolve-selection";

/** What was counted, or, when a number was expected and is right, what has been begun. */
export interface StartedBulkAction {
  count: number;
  /** There are more than can be counted, or than one bulk action may concern. */
  isMore: boolean;
  bulk: BulkProgress | null;
}

/**
 * Counts the runs of a selection; with the number that was expected, begins to do something to each of them. Which
 * they are is settled by their submission up to now and their state when their turn comes: what is submitted later is
 * not touched. Throws `conflict` when there are others than expected, `limit` when there are too many.
 */
export async function startBulkAction(
  ctx: Context,
  input: BulkActionInput,
): Promise<StartedBulkAction> {
  authorise(ctx, "runs.operate");
  const {
    action,
    expected,
    selection: given,
    ...options
  } = parseInput(bulkActionInputSchema, input);
  if (action !== "restart" && (options.mode !== undefined || options.version !== undefined)) {
    const field = options.mode === undefined ? "version" : "mode";
    throw new AppError("invalid", `'${field}' belongs to restart, not to ${action}`, { field });
  }
  const selection = upToNow(given, ctx.now);
  const counted = await countMeant(ctx, selection);
  if (expected === undefined) return { ...counted, bulk: null };
  assertAsExpected(counted, expected);
  const bulk: NewBulkAction = {
    ...{ tenantId: ctx.scope.tenantId, id: ctx.newId(ctx.now), actor: ctx.actor },
    ...{ allTenants: ctx.scope.allTenants, action, options, selection, selectedAt: ctx.now },
    ...{ untilId: firstIdAt(ctx.now), total: expected, startedAt: ctx.now },
    ...{ sourceIp: ctx.sourceIp, correlationId: ctx.correlationId },
  };
  await inTransaction(ctx.db.pool, async (tx) => {
    await insertBulkAction(tx, bulk);
    const details = { selection, count: expected, ...options };
    const record = {
      action: `Bulk${action}`,
      outcome: "success",
      objectType: "bulk-action",
    } as const;
    await recordAudit(ctx, { ...record, objectId: bulk.id, details }, tx);
  });
  return { ...counted, bulk: progressOf(begun(bulk)) };
}

/** The selection as it stands now: nothing that is submitted from now on. */
function upToNow({ sort: _sort, ...selection }: Selection, now: Date): Selection {
  const to = selection.to === undefined ? null : instantOfToken(selection.to, now);
  return to !== null && to < now ? selection : { ...selection, to: now.toISOString() };
}

async function countMeant(
  ctx: Context,
  selection: Selection,
): Promise<{ count: number; isMore: boolean }> {
  const meant = await resolveSelection(ctx, selection);
  const { count, isAll } = await countSelected(ctx.db.pool, meant, MAX_BULK_SELECTED + 1);
  return { count: Math.min(count, MAX_BULK_SELECTED), isMore: !isAll };
}

function assertAsExpected({ count, isMore }: { count: number; isMore: boolean }, expected: number) {
  if (isMore) {
    const most = MAX_BULK_SELECTED.toLocaleString("en");
    throw new AppError(
      "limit",
      `These are more runs than can be counted or acted on at once, which is ${most}: narrow the selection.`,
    );
  }
  if (count === expected) return;
  const message = `There are ${count} runs by now, not ${expected}. Nothing was done: look at them again and confirm.`;
  throw new AppError("conflict", message, { field: "expected", details: { count } });
}

function begun(bulk: NewBulkAction) {
  return {
    ...bulk,
    ...{ cursorId: null, done: 0, created: 0, refused: 0, refusals: [] },
    ...{ state: "running" as const, problem: null, endedAt: null },
  };
}
