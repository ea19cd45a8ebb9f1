import type { TenantScope } from "@/lib/domain/access/access";
import type { AlertEvent, AlertState } from "@/lib/domain/alert/alert-event";
import type { RecoveryFacts } from "@/lib/domain/alert/decide-recovery";
import type { Queryable } from "./queryable";
import { SqlConditions } from "./sql-conditions";

/** A raised alert as it is stored. */
export interface AlertRow {
  tenantId: string;
  id: string;
  ruleName: string;
  event: AlertEvent;
  dedupeKey: string;
  state: AlertState;
  message: string;
  definitionId: string;
  definition: string;
  jobName: string;
  queue: string;
  runId: string | null;
  jobCount: string | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
  notifiedAt: Date | null;
  mutedUntil: Date | null;
  mutedBy: string | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  recoveredAt: Date | null;
}

const COLUMNS = `a.tenant_id AS "tenantId", a.id, a.rule_name AS "ruleName", a.event, a.dedupe_key AS "dedupeKey", a.state,
  a.message, a.definition_id AS "definitionId", a.definition, a.job_name AS "jobName", a.queue, a.run_id AS "runId",
  a.job_count AS "jobCount", a.count, a.first_at AS "firstAt", a.last_at AS "lastAt", a.notified_at AS "notifiedAt",
  a.muted_until AS "mutedUntil", a.muted_by AS "mutedBy", a.acknowledged_at AS "acknowledgedAt",
  a.acknowledged_by AS "acknowledgedBy", a.recovered_at AS "recoveredAt"`;

/** What is told once: a run or an entry of the action log, per rule and event. */
export interface OccurrenceKey {
  tenantId: string;
  ruleName: string;
  event: AlertEvent;
  occurrenceKey: string;
  at: Date;
}

/**
 * Records occurrences and answers the places of those that were not known; the key makes each one happen once, whoever
 * comes upon it and however often.
 */
export async function recordOccurrences(
  tx: Queryable,
  occurrences: readonly OccurrenceKey[],
): Promise<Set<number>> {
  if (occurrences.length === 0) return new Set();
  const { rows } = await tx.query<{ key: string }>(
    `INSERT INTO alert_occurrence (tenant_id, rule_name, event, occurrence_key, at)
     SELECT DISTINCT ON (1, 2, 3, 4) * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
     ON CONFLICT DO NOTHING RETURNING concat_ws(chr(31), tenant_id, rule_name, event, occurrence_key) AS key`,
    [
      occurrences.map((one) => one.tenantId),
      occurrences.map((one) => one.ruleName),
      occurrences.map((one) => one.event),
      occurrences.map((one) => one.occurrenceKey),
      occurrences.map((one) => one.at),
    ],
  );
  const made = new Set(rows.map((row) => row.key));
  const fresh = new Set<number>();
  for (const [place, one] of occurrences.entries()) {
    const key = [one.tenantId, one.ruleName, one.event, one.occurrenceKey].join("\u001f");
    if (made.delete(key)) fresh.add(place);
  }
  return fresh;
}

/** The alert of a rule and key, held until the transaction ends; null when there is none yet. */
export async function lockAlert(
  tx: Queryable,
  { tenantId, ruleName, dedupeKey }: Pick<AlertRow, "tenantId" | "ruleName" | "dedupeKey">,
): Promise<AlertRow | null> {
  const { rows } = await tx.query<AlertRow>(
    `SELECT ${COLUMNS} FROM alert a WHERE a.tenant_id = $1 AND a.rule_name = $2 AND a.dedupe_key = $3 FOR UPDATE`,
    [tenantId, ruleName, dedupeKey],
  );
  return rows[0] ?? null;
}

/** Writes an alert; one that is opened anew is a new one, with its own id and nobody's acknowledgement. */
export async function saveAlert(tx: Queryable, alert: AlertRow): Promise<void> {
  await tx.query(
    `INSERT INTO alert (tenant_id, id, rule_name, event, dedupe_key, state, message, definition_id, definition, job_name,
       queue, run_id, job_count, count, first_at, last_at, notified_at, muted_until, muted_by, acknowledged_at,
       acknowledged_by, recovered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
     ON CONFLICT (tenant_id, rule_name, dedupe_key) DO UPDATE SET id = EXCLUDED.id, event = EXCLUDED.event,
       state = EXCLUDED.state, message = EXCLUDED.message, definition_id = EXCLUDED.definition_id,
       definition = EXCLUDED.definition, job_name = EXCLUDED.job_name, queue = EXCLUDED.queue, run_id = EXCLUDED.run_id,
       job_count = EXCLUDED.job_count, count = EXCLUDED.count, first_at = EXCLUDED.first_at, last_at = EXCLUDED.last_at,
       notified_at = EXCLUDED.notified_at, muted_until = EXCLUDED.muted_until, muted_by = EXCLUDED.muted_by,
       acknowledged_at = EXCLUDED.acknowledged_at, acknowledged_by = EXCLUDED.acknowledged_by,
       recovered_at = EXCLUDED.recovered_at`,
    [
      ...[alert.tenantId, alert.id, alert.ruleName, alert.event, alert.dedupeKey, alert.state],
      ...[alert.message, alert.definitionId, alert.definition, alert.jobName, alert.queue],
      ...[alert.runId, alert.jobCount, alert.count, alert.firstAt, alert.lastAt],
      ...[alert.notifiedAt, alert.mutedUntil, alert.mutedBy, alert.acknowledgedAt],
      ...[alert.acknowledgedBy, alert.recoveredAt],
    ],
  );
}

interface AlertSelection {
  tenantIds: readonly string[];
  states: readonly AlertState[];
  /** Only alerts older than this one. */
  before?: string | undefined;
  limit: number;
}

/** Alerts, the latest opened first. */
export async function selectAlerts(
  db: Queryable,
  { tenantIds, states, before, limit }: AlertSelection,
): Promise<AlertRow[]> {
  const where = new SqlConditions()
    .and("a.tenant_id = ANY($?::uuid[])", tenantIds)
    .and("a.state = ANY($?::text[])", states);
  if (before !== undefined) where.and("a.id < $?::uuid", before);
  const page = where.place("ORDER BY a.id DESC LIMIT $?", [limit]);
  const { rows } = await db.query<AlertRow>(
    `SELECT ${COLUMNS} FROM alert a WHERE ${where.text} ${page}`,
    where.values,
  );
  return rows;
}

/** One alert of the scope, or null; `lock` holds it until the transaction ends. */
export async function findAlert(
  db: Queryable,
  scope: TenantScope,
  { id, lock = false }: { id: string; lock?: boolean },
): Promise<AlertRow | null> {
  const { rows } = await db.query<AlertRow>(
    `SELECT ${COLUMNS} FROM alert a WHERE a.id = $1 AND ($2 OR a.tenant_id = $3) ${lock ? "FOR UPDATE" : ""}`,
    [id, scope.allTenants, scope.tenantId],
  );
  return rows[0] ?? null;
}

/** An open or muted alert with what became of its run and its job. */
export type RecoveryRow = AlertRow &
  Pick<RecoveryFacts, "runState" | "hasStarted" | "laterSuccess">;

/**
 * Alerts that may have recovered, held until the transaction ends; those somebody is changing are passed over. Of each
 * job only the latest runs are looked at.
 */
export async function lockOpenAlerts(
  tx: Queryable,
  { tenantIds, limit }: { tenantIds: readonly string[]; limit: number },
): Promise<RecoveryRow[]> {
  const { rows } = await tx.query<RecoveryRow>(
    `SELECT ${COLUMNS}, r.state AS "runState", r.started_at IS NOT NULL AS "hasStarted",
       a.run_id IS NOT NULL AND EXISTS (
         SELECT FROM (SELECT l.id, l.state, l.ended_at FROM run l WHERE l.tenant_id = a.tenant_id
           AND l.definition_id = a.definition_id AND l.id > a.run_id ORDER BY l.id DESC LIMIT 100) AS later
         WHERE later.state = 'Completed') AS "laterSuccess"
     FROM alert a LEFT JOIN run r ON r.tenant_id = a.tenant_id AND r.id = a.run_id
     WHERE a.tenant_id = ANY($1::uuid[]) AND a.state IN ('open', 'muted') AND a.event <> 'SCHEDULE_DISABLED'
     ORDER BY a.last_at DESC LIMIT $2 FOR UPDATE OF a SKIP LOCKED`,
    [tenantIds, limit],
  );
  return rows;
}

/** Removes what is past its time: alerts that nobody has to look at any more, what was told, and messages. */
export async function removeOldAlerts(db: Queryable, before: Date, limit: number): Promise<number> {
  let removed = 0;
  const old = [
    ["alert", "last_at", "AND state <> 'open'"],
    ["alert_occurrence", "at", ""],
    ["alert_delivery", "created_at", "AND state <> 'pending'"],
  ];
  for (const [table, column, also] of old) {
    const result = await db.query(
      `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${column} < $1 ${also} LIMIT $2))`,
      [before, limit],
    );
    removed += result.rowCount ?? 0;
  }
  return removed;
}
