import type { Actor } from "@/lib/domain/access/access";
import {
  type BulkProgress,
  type BulkRefusal,
  type BulkState,
  MAX_REFUSALS_KEPT,
} from "@/lib/domain/run/bulk-action";
import type { BulkRunAction } from "@/lib/domain/run/run-actions";
import type { Selection } from "@/lib/domain/run/selection";
import type { Queryable } from "./queryable";

/** What belongs to some actions. */
export interface BulkOptions {
  message?: string | undefined;
  mode?: "all" | "failed" | undefined;
  version?: "current" | "master" | undefined;
}

/** Something asked for on every run of a selection, with all that is needed to go on with it elsewhere. */
export interface BulkAction {
  tenantId: string;
  id: string;
  actor: Actor;
  allTenants: boolean;
  action: BulkRunAction;
  options: BulkOptions;
  selection: Selection;
  /** The instant its relative times are read at. */
  selectedAt: Date;
  /** The first run that is not meant, because it was submitted later. */
  untilId: string;
  /** The last run that was worked on. */
  cursorId: string | null;
  total: number;
  done: number;
  created: number;
  refused: number;
  refusals: BulkRefusal[];
  state: BulkState;
  problem: string | null;
  sourceIp: string | null;
  correlationId: string | null;
  startedAt: Date;
  endedAt: Date | null;
}

const COLUMNS = `b.tenant_id AS "tenantId", b.id, b.actor, b.all_tenants AS "allTenants", b.action, b.options, b.selection,
  b.selected_at AS "selectedAt", b.until_id AS "untilId", b.cursor_id AS "cursorId", b.total, b.done, b.created, b.refused,
  b.refusals, b.state, b.problem, b.source_ip AS "sourceIp", b.correlation_id AS "correlationId",
  b.started_at AS "startedAt", b.ended_at AS "endedAt"`;

export type NewBulkAction = Omit<
  BulkAction,
  "cursorId" | "done" | "created" | "refused" | "refusals" | "state" | "problem" | "endedAt"
>;

export async function insertBulkAction(db: Queryable, bulk: NewBulkAction): Promise<void> {
  await db.query(
    `INSERT INTO bulk_action (tenant_id, id, actor, all_tenants, action, options, selection, selected_at, until_id, total,
       source_ip, correlation_id, started_at)
     VALUES ($1, $2, $3::jsonb, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10, $11, $12, $13)`,
    [
      ...[bulk.tenantId, bulk.id, JSON.stringify(bulk.actor), bulk.allTenants, bulk.action],
      ...[JSON.stringify(bulk.options), JSON.stringify(bulk.selection), bulk.selectedAt],
      ...[bulk.untilId, bulk.total, bulk.sourceIp, bulk.correlationId, bulk.startedAt],
    ],
  );
}

/** One bulk action of a tenant, or null. */
export async function findBulkAction(
  db: Queryable,
  key: { tenantId: string; id: string },
): Promise<BulkAction | null> {
  const { rows } = await db.query<BulkAction>(
    `SELECT ${COLUMNS} FROM bulk_action b WHERE b.tenant_id = $1 AND b.id = $2`,
    [key.tenantId, key.id],
  );
  return rows[0] ?? null;
}

/** The bulk actions of a tenant, newest first. */
export async function listBulkActions(
  db: Queryable,
  tenantId: string,
  limit: number,
): Promise<BulkAction[]> {
  const { rows } = await db.query<BulkAction>(
    `SELECT ${COLUMNS} FROM bulk_action b WHERE b.tenant_id = $1 ORDER BY b.id DESC LIMIT $2`,
    [tenantId, limit],
  );
  return rows;
}

interface Lease {
  /** The node that works. */
  workedBy: string;
  now: Date;
  leaseUntil: Date;
}

// Of those under way the one that has waited longest; what another node works on only when it has fallen silent.
const TAKE_SQL = `
WITH next AS (
  SELECT tenant_id, id FROM bulk_action WHERE state = 'running' AND (lease_until IS NULL OR lease_until < $2 OR worked_by = $1)
  ORDER BY lease_until NULLS FIRST, started_at LIMIT 1 FOR UPDATE SKIP LOCKED
)
UPDATE bulk_action b SET worked_by = $1, lease_until = $3 FROM next
WHERE b.tenant_id = next.tenant_id AND b.id = next.id RETURNING ${COLUMNS}`;

/** Takes on one bulk action for a node; null when there is nothing to do. */
export async function takeBulkAction(
  db: Queryable,
  { workedBy, now, leaseUntil }: Lease,
): Promise<BulkAction | null> {
  const { rows } = await db.query<BulkAction>(TAKE_SQL, [workedBy, now, leaseUntil]);
  return rows[0] ?? null;
}

/** Locks a bulk action this node works on, for one batch; null when it was cancelled, has ended, or another has taken it. */
export async function holdBulkAction(
  tx: Queryable,
  key: { tenantId: string; id: string; workedBy: string },
): Promise<BulkAction | null> {
  const { rows } = await tx.query<BulkAction>(
    `SELECT ${COLUMNS} FROM bulk_action b WHERE b.tenant_id = $1 AND b.id = $2 AND b.worked_by = $3 AND b.state = 'running'
     FOR UPDATE`,
    [key.tenantId, key.id, key.workedBy],
  );
  return rows[0] ?? null;
}

/** What a batch did. */
export interface BatchResult {
  cursorId: string | null;
  done: number;
  created: number;
  refused: readonly BulkRefusal[];
  leaseUntil: Date;
}

/** Adds a batch to the progress; belongs into the transaction that does the batch. */
export async function recordBatch(
  tx: Queryable,
  { tenantId, id, refusals }: BulkAction,
  batch: BatchResult,
): Promise<void> {
  const kept = [...refusals, ...batch.refused].slice(0, MAX_REFUSALS_KEPT);
  await tx.query(
    `UPDATE bulk_action SET cursor_id = COALESCE($3, cursor_id), done = done + $4, created = created + $5,
       refused = refused + $6, refusals = $7::jsonb, lease_until = $8 WHERE tenant_id = $1 AND id = $2`,
    [
      ...[tenantId, id, batch.cursorId, batch.done, batch.created, batch.refused.length],
      ...[JSON.stringify(kept), batch.leaseUntil],
    ],
  );
}

/** Ends a bulk action that is under way; answers it as it is then, null when it had ended. */
export async function endBulkAction(
  db: Queryable,
  key: { tenantId: string; id: string },
  end: { state: Exclude<BulkState, "running">; problem?: string; now: Date },
): Promise<BulkAction | null> {
  const { rows } = await db.query<BulkAction>(
    `UPDATE bulk_action b SET state = $3, problem = $4, ended_at = $5, worked_by = NULL, lease_until = NULL
     WHERE b.tenant_id = $1 AND b.id = $2 AND b.state = 'running' RETURNING ${COLUMNS}`,
    [key.tenantId, key.id, end.state, end.problem ?? null, end.now],
  );
  return rows[0] ?? null;
}

/** A bulk action as it is shown. */
export function progressOf(bulk: BulkAction): BulkProgress {
  const { id, action, state, total, done, created, refused, refusals, problem } = bulk;
  return {
    ...{ id, action, state, total, done, created, refused, refusals, problem },
    askedBy: bulk.actor.name,
    startedAt: bulk.startedAt.toISOString(),
    endedAt: bulk.endedAt?.toISOString() ?? null,
  };
}
