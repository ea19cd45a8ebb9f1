import type { TenantScope } from "@/lib/domain/access/access";
import { NO_NEEDS } from "@/lib/domain/gate/gate-needs";
import { parseResource, roomResource, unitResource } from "@/lib/domain/gate/resource";
import type { RunState } from "@/lib/domain/run/run-state";
import { recordGateChanges } from "./gate-changes";
import type { Queryable } from "./queryable";

/** A run with everything about it that can be edited. */
export interface EditableRun {
  id: string;
  tenantId: string;
  state: RunState;
  role: string;
  definitionName: string;
  parentId: string | null;
  holdWhenReached: boolean;
  startAt: Date;
  priority: number;
  queue: string;
  parameters: unknown;
  timeWindow: string | null;
  isGated: boolean;
  /** What it waits for, see lib/domain/gate/resource.ts. */
  blockedOn: string | null;
}

const EDITABLE_SQL = `
SELECT r.id, r.tenant_id AS "tenantId", r.state, r.role, r.definition_name AS "definitionName", r.parent_id AS "parentId",
  r.hold_when_reached AS "holdWhenReached", r.start_at AS "startAt", r.priority, r.queue, r.parameters, r.gated AS "isGated", r.blocked_on AS "blockedOn",
  (SELECT g.window_name FROM run_gate g WHERE g.tenant_id = r.tenant_id AND g.run_id = r.id) AS "timeWindow"
FROM run r WHERE r.id = $1 AND r.tenant_id = ANY(CASE WHEN $2 THEN ARRAY(SELECT t.id FROM tenant t) ELSE ARRAY[$3::uuid] END)`;

/** A run of the scope as it can be edited, or null. */
export async function findEditableRun(
  db: Queryable,
  { tenantId, allTenants }: TenantScope,
  id: string,
): Promise<EditableRun | null> {
  const { rows } = await db.query<EditableRun>(EDITABLE_SQL, [id, allTenants, tenantId]);
  return rows[0] ?? null;
}

/** The same, held until the transaction ends. */
export async function lockEditableRun(
  tx: Queryable,
  { tenantId, allTenants }: TenantScope,
  id: string,
): Promise<EditableRun | null> {
  const text = `${EDITABLE_SQL} FOR UPDATE OF r`;
  const { rows } = await tx.query<EditableRun>(text, [id, allTenants, tenantId]);
  return rows[0] ?? null;
}

type RunKey = Pick<EditableRun, "tenantId" | "id">;

/** The columns an edit writes; what is null stays. Parameters are given in a list of one, which may be null. */
interface EditedColumns {
  startAt: Date | null;
  priority: number | null;
  queue: string | null;
  parameters: readonly [unknown] | null;
}

/** Writes the columns of an edited run the caller holds; the start of a top-level run orders what is below it too. */
export async function writeEdit(
  tx: Queryable,
  { tenantId, id }: RunKey,
  { startAt, priority, queue, parameters }: EditedColumns,
): Promise<void> {
  const values = parameters?.[0] ?? null;
  await tx.query(
    `UPDATE run SET start_at = COALESCE($3, start_at), priority = COALESCE($4, priority), queue = COALESCE($5, queue),
       root_start_at = CASE WHEN parent_id IS NULL THEN COALESCE($3, root_start_at) ELSE root_start_at END,
       parameters = CASE WHEN $6 THEN $7::jsonb ELSE parameters END
     WHERE tenant_id = $1 AND id = $2`,
    [
      ...[tenantId, id, startAt, priority, queue, parameters !== null],
      values === null ? null : JSON.stringify(values),
    ],
  );
}

/**
 * Moves everything below a chain along with its start: steps and calls that had it, with the start the dispatch order
 * goes by. A call with a later start of its own keeps that.
 */
export async function moveStartsBelow(
  tx: Queryable,
  { tenantId, id }: RunKey,
  { from, to, isTopLevel }: { from: Date; to: Date; isTopLevel: boolean },
): Promise<void> {
  await tx.query(
    `WITH RECURSIVE below AS (
       SELECT r.id, r.role FROM run r WHERE r.tenant_id = $1 AND r.chain_id = $2
       UNION ALL
       SELECT r.id, r.role FROM below b JOIN run r ON r.tenant_id = $1 AND r.chain_id = b.id WHERE b.role = 'chain'
     ) UPDATE run r SET start_at = CASE WHEN r.start_at = $3 THEN $4 ELSE r.start_at END,
         root_start_at = CASE WHEN $5 THEN $4 ELSE r.root_start_at END
       FROM below b WHERE r.tenant_id = $1 AND r.id = b.id AND r.ended_at IS NULL`,
    [tenantId, id, from, to, isTopLevel],
  );
}

/** Gives a run gates of its own: what its queue or time window keeps back is examined one by one. */
export async function giveGates(tx: Queryable, { tenantId, id }: RunKey): Promise<void> {
  await tx.query(
    "INSERT INTO run_gate (tenant_id, run_id, needs, events_met) VALUES ($1, $2, $3, '{}') ON CONFLICT DO NOTHING",
    [tenantId, id, JSON.stringify(NO_NEEDS)],
  );
  await tx.query("UPDATE run SET gated = true WHERE tenant_id = $1 AND id = $2", [tenantId, id]);
}

/** Sets the time window a run with gates may start in. */
export async function setTimeWindow(
  tx: Queryable,
  { tenantId, id }: RunKey,
  name: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE run_gate SET window_name = $3, needs = jsonb_set(needs, '{window}', COALESCE(to_jsonb($3::text), 'null'))
     WHERE tenant_id = $1 AND run_id = $2`,
    [tenantId, id, name],
  );
}

/**
 * Has a run that stays in its state looked at anew: one that waits at its gates as soon as its start has come, one that
 * is put off at its start. The opening it waited in no longer counts.
 */
export async function examineAnew(
  tx: Queryable,
  { tenantId, id }: RunKey,
  now: Date,
): Promise<void> {
  await tx.query(
    "UPDATE run_gate SET window_closes_at = NULL WHERE tenant_id = $1 AND run_id = $2 AND window_closes_at IS NOT NULL",
    [tenantId, id],
  );
  await tx.query(
    `UPDATE run SET blocked_on = NULL, wake_at = CASE WHEN state = 'Delayed' THEN start_at END,
       ready = start_at <= $3 AND (state IN ('Scheduled', 'Queued') OR (gated AND state IN ('EventWait', 'QueueHeld', 'LockWait')))
     WHERE tenant_id = $1 AND id = $2 AND state IN ('Delayed', 'Scheduled', 'EventWait', 'QueueHeld', 'Queued', 'LockWait')`,
    [tenantId, id, now],
  );
}

/** Tells those behind an edited run, at the lock or in the queue it may have left, that it may be their turn. */
export async function tellThoseBehind(
  tx: Queryable,
  { tenantId, queue, isGated, blockedOn }: EditableRun,
  now: Date,
): Promise<void> {
  if (!isGated) return;
  const waited = blockedOn === null ? null : parseResource(blockedOn);
  const lock = waited?.kind === "lock" ? [unitResource(waited.name)] : [];
  await recordGateChanges(tx, { tenantId, now }, [roomResource(queue), ...lock]);
}
