import type pg from "pg";
import { AppError, type AppErrorCode } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { contextWithin } from "@/lib/services/context-within";
import {
  type BulkAction,
  endBulkAction,
  holdBulkAction,
  recordBatch,
  takeBulkAction,
} from "@/lib/store/bulk-action-store";
import { inTransaction } from "@/lib/store/queryable";
import { resolveSelection } from "@/lib/store/resolve-selection";
import { findRunIds } from "@/lib/store/selected-runs";
import { operateRuns } from "../operate-runs";

/** How long a node may be silent about a bulk action before another goes on with it. */
const LEASE_MS = 60_000;
const REST_MS = 2000;
/** Runs of one transaction; a restart makes runs and is far more work than a change of state. */
const BATCH = 200;
const BATCH_OF_RESTARTS = 20;
const TRIED_AGAIN: readonly AppErrorCode[] = ["conflict", "internal"];

/** What work on bulk actions needs of the node it is done on. */
export interface BulkWorld
  extends Pick<Context, "db" | "secrets" | "areProgramsAllowed" | "hint" | "changed" | "newId"> {
  nodeId: string;
  now: () => Date;
}

/**
 * Does one batch of one bulk action, if there is any; answers how long to rest, in milliseconds. A batch and its
 * progress are one transaction: whatever becomes of a node, each run is acted on once, and another node goes on when
 * the lease runs out.
 */
export async function workOnBulkActions(world: BulkWorld): Promise<number> {
  const now = world.now();
  const lease = { workedBy: world.nodeId, now, leaseUntil: new Date(now.getTime() + LEASE_MS) };
  const bulk = await takeBulkAction(world.db.pool, lease);
  if (bulk === null) return REST_MS;
  const ctx = contextOf(world, bulk, now);
  try {
    await workOn(ctx, bulk, lease);
  } catch (error) {
    // What others were changing at the same moment is tried again.
    if (!(error instanceof AppError) || TRIED_AGAIN.includes(error.code)) throw error;
    await end(ctx, bulk, { state: "failed", problem: error.message });
  }
  return 0;
}

async function workOn(
  ctx: Context,
  bulk: BulkAction,
  lease: { workedBy: string; leaseUntil: Date },
): Promise<void> {
  const { ids, next } = await nextRuns(ctx, bulk);
  const later: (() => void)[] = [];
  const isDone = await inTransaction(ctx.db.pool, async (tx) => {
    const held = await holdBulkAction(tx, { ...bulk, workedBy: lease.workedBy });
    if (held === null || held.cursorId !== bulk.cursorId) return false;
    const result = await operate(contextWithin(ctx, tx, later), held, ids);
    const cursorId = next ?? ids.at(-1) ?? null;
    await recordBatch(tx, held, { ...result, cursorId, leaseUntil: lease.leaseUntil });
    return true;
  });
  for (const tell of later) tell();
  if (isDone && next === null) await end(ctx, bulk, { state: "completed" });
}

/** The next runs, older than those that were worked on, and where the ones after them begin; null at the end. */
async function nextRuns(
  ctx: Context,
  { selection, selectedAt, action, cursorId, untilId }: BulkAction,
): Promise<{ ids: string[]; next: string | null }> {
  const limit = action === "restart" ? BATCH_OF_RESTARTS : BATCH;
  const { rows, lookedTo } = await findRunIds(ctx.db.pool, {
    selection: await resolveSelection({ ...ctx, now: selectedAt }, selection),
    direction: "older",
    from: cursorId ?? untilId,
    limit,
  });
  const ids = rows.map(({ id }) => id);
  return { ids, next: ids.length < limit ? lookedTo : (ids.at(-1) ?? null) };
}

async function operate(ctx: Context, { action, options }: BulkAction, ids: readonly string[]) {
  if (ids.length === 0) return { done: 0, created: 0, refused: [] };
  const { changed, created, refused } = await operateRuns(ctx, { action, runIds: ids, ...options });
  return { done: changed.length, created: created.length, refused };
}

type End = Parameters<typeof endBulkAction>[2];

/** Ends a bulk action, which is audited with its counts. */
async function end(ctx: Context, bulk: BulkAction, how: Omit<End, "now">): Promise<void> {
  await inTransaction(ctx.db.pool, (tx) => endAudited(tx, ctx, { bulk, how }));
}

/** Ends a bulk action that is under way, with its entry in the audit; null when it had ended. */
export async function endAudited(
  tx: pg.PoolClient,
  ctx: Context,
  { bulk, how }: { bulk: Pick<BulkAction, "tenantId" | "id">; how: Omit<End, "now"> },
): Promise<BulkAction | null> {
  const ended = await endBulkAction(tx, bulk, { ...how, now: ctx.now });
  if (ended === null) return null;
  const { action, selection, total, done, created, refused, problem, state } = ended;
  const outcome = state === "failed" ? "failure" : "success";
  const details = { selection, total, done, created, refused, state, problem };
  const record = { action: `Bulk${action}End`, outcome, objectType: "bulk-action" } as const;
  await recordAudit(ctx, { ...record, objectId: ended.id, details }, tx);
  return ended;
}

/** The context of whoever asked, as it would be for a request now. */
function contextOf(world: BulkWorld, bulk: BulkAction, now: Date): Context {
  const { db, secrets, areProgramsAllowed, hint, changed, newId } = world;
  return {
    ...{ db, secrets, areProgramsAllowed, hint, changed, newId, now },
    actor: bulk.actor,
    scope: { tenantId: bulk.tenantId, allTenants: bulk.allTenants },
    sourceIp: bulk.sourceIp,
    correlationId: bulk.correlationId ?? bulk.id,
  };
}
