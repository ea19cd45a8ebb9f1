import type { TenantScope } from "@/lib/domain/access/access";
import type { AlertChannel } from "@/lib/domain/alert/alert-channel";
import type { DeliveryState } from "@/lib/domain/alert/alert-event";
import type { AlertMessage } from "@/lib/domain/alert/alert-message";
import type { Queryable } from "./queryable";
import { SqlConditions } from "./sql-conditions";

/** One message on one channel. */
export interface DeliveryRow {
  tenantId: string;
  id: string;
  alertId: string | null;
  channelName: string;
  event: AlertMessage["event"];
  message: AlertMessage;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: Date | null;
  statusCode: number | null;
  answer: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

const COLUMNS = `v.tenant_id AS "tenantId", v.id, v.alert_id AS "alertId", v.channel_name AS "channelName", v.event, v.message,
  v.state, v.attempts, v.next_attempt_at AS "nextAttemptAt", v.status_code AS "statusCode", v.answer,
  v.created_at AS "createdAt", v.finished_at AS "finishedAt"`;

/** A message that is to be sent. */
export type NewDelivery = Pick<
  DeliveryRow,
  "tenantId" | "id" | "alertId" | "channelName" | "message" | "createdAt"
>;

/** Has messages sent; they are due at once. */
export async function insertDeliveries(
  tx: Queryable,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await tx.query(
    `INSERT INTO alert_delivery (tenant_id, id, alert_id, channel_name, event, message, created_at, next_attempt_at)
     SELECT u.tenant_id, u.id, u.alert_id, u.channel_name, u.message ->> 'event', u.message, u.created_at, u.created_at
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::timestamptz[])
       AS u(tenant_id, id, alert_id, channel_name, message, created_at)`,
    [
      deliveries.map((one) => one.tenantId),
      deliveries.map((one) => one.id),
      deliveries.map((one) => one.alertId),
      deliveries.map((one) => one.channelName),
      deliveries.map((one) => JSON.stringify(one.message)),
      deliveries.map((one) => one.createdAt),
    ],
  );
}

/** A message this node is to send now, with its channel; null when that is gone. */
export interface DueDelivery extends DeliveryRow {
  channel: AlertChannel | null;
}

/**
 * Takes messages that are due; until `leaseUntil` no other node tries them, and a node that dies in between has done so
 * by then.
 */
export async function claimDeliveries(
  db: Queryable,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<DueDelivery[]> {
  const { rows } = await db.query<DueDelivery>({
    name: "claim-alert-deliveries",
    text: `WITH due AS (
       SELECT tenant_id, id FROM alert_delivery WHERE state = 'pending' AND next_attempt_at <= $1
       ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED
     ), taken AS (
       UPDATE alert_delivery v SET attempts = v.attempts + 1, next_attempt_at = $2 FROM due
       WHERE v.tenant_id = due.tenant_id AND v.id = due.id RETURNING v.*
     )
     SELECT ${COLUMNS}, CASE WHEN c.name IS NOT NULL THEN json_build_object('tenantId', c.tenant_id, 'name', c.name,
       'description', c.description, 'kind', c.kind, 'settings', c.settings, 'secret', c.secret, 'active', c.active,
       'usedByJobs', c.used_by_jobs, 'updatedAt', c.updated_at) END AS channel
     FROM taken v LEFT JOIN alert_channel c ON c.tenant_id = v.tenant_id AND c.name = v.channel_name
     ORDER BY v.created_at, v.id`,
    values: [now, leaseUntil, limit],
  });
  return rows;
}

/** What became of an attempt. */
export interface DeliveryOutcome
  extends Pick<DeliveryRow, "state" | "statusCode" | "answer" | "nextAttemptAt" | "finishedAt"> {
  tenantId: string;
  id: string;
  /** Only this attempt is recorded; a later one of another node stands. */
  attempts: number;
}

/** Records what became of an attempt. */
export async function recordDelivery(db: Queryable, outcome: DeliveryOutcome): Promise<void> {
  await db.query({
    name: "record-alert-delivery",
    text: `UPDATE alert_delivery SET state = $4, status_code = $5, answer = $6, next_attempt_at = $7, finished_at = $8
      WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND state = 'pending'`,
    values: [
      outcome.tenantId,
      outcome.id,
      outcome.attempts,
      outcome.state,
      outcome.statusCode,
      outcome.answer,
      outcome.nextAttemptAt,
      outcome.finishedAt,
    ],
  });
}

/** When the next message is due, or null. */
export async function nextDeliveryAt(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>({
    name: "next-alert-delivery",
    text: "SELECT min(next_attempt_at) AS at FROM alert_delivery WHERE state = 'pending'",
  });
  return rows[0]?.at ?? null;
}

interface DeliverySelection {
  tenantIds: readonly string[];
  state?: DeliveryState | undefined;
  channel?: string | undefined;
  alertId?: string | undefined;
  /** Only messages older than this one. */
  before?: string | undefined;
  limit: number;
}

/** Messages, newest first. */
export async function selectDeliveries(
  db: Queryable,
  { tenantIds, state, channel, alertId, before, limit }: DeliverySelection,
): Promise<DeliveryRow[]> {
  const where = new SqlConditions().and("v.tenant_id = ANY($?::uuid[])", tenantIds);
  if (state !== undefined) where.and("v.state = $?", state);
  if (channel !== undefined) where.and("v.channel_name = $?", channel);
  if (alertId !== undefined) where.and("v.alert_id = $?::uuid", alertId);
  if (before !== undefined) where.and("v.id < $?::uuid", before);
  const page = where.place("ORDER BY v.id DESC LIMIT $?", [limit]);
  const { rows } = await db.query<DeliveryRow>(
    `SELECT ${COLUMNS} FROM alert_delivery v WHERE ${where.text} ${page}`,
    where.values,
  );
  return rows;
}

/** One message of the scope, or null. */
export async function findDelivery(
  db: Queryable,
  scope: TenantScope,
  id: string,
): Promise<DeliveryRow | null> {
  const { rows } = await db.query<DeliveryRow>(
    `SELECT ${COLUMNS} FROM alert_delivery v WHERE v.id = $1 AND ($2 OR v.tenant_id = $3)`,
    [id, scope.allTenants, scope.tenantId],
  );
  return rows[0] ?? null;
}

/** Has a message that was given up or passed over sent again, with all its attempts; false when it is not such a one. */
export async function retryDelivery(tx: Queryable, id: string, now: Date): Promise<boolean> {
  const result = await tx.query(
    `UPDATE alert_delivery SET state = 'pending', attempts = 0, next_attempt_at = $2, finished_at = NULL
     WHERE id = $1 AND state IN ('failed', 'skipped')`,
    [id, now],
  );
  return result.rowCount === 1;
}

/** Records a test of a channel among the messages; it is not tried again. */
export async function recordTest(
  db: Queryable,
  test: Pick<DeliveryRow, "tenantId" | "id" | "channelName" | "message" | "statusCode"> & {
    at: Date;
    ok: boolean;
    answer: string;
  },
): Promise<void> {
  await db.query(
    `INSERT INTO alert_delivery (tenant_id, id, channel_name, event, message, state, attempts, status_code, answer,
       created_at, finished_at) VALUES ($1, $2, $3, 'TEST', $4, $5, 1, $6, $7, $8, $8)`,
    [
      ...[test.tenantId, test.id, test.channelName, JSON.stringify(test.message)],
      ...[test.ok ? "sent" : "failed", test.statusCode, test.answer, test.at],
    ],
  );
}
