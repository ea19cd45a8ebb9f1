import type pg from "pg";
import { firstIdAt } from "@/lib/domain/ids";
import { SYSTEM_DEFINITION_IDS } from "@/lib/domain/system/system-jobs";
import { inTransaction, type Queryable } from "./queryable";
import { FORGOTTEN_SQL } from "./report-rollup";

/** How long finished things are kept, in days. */
export interface RetentionDays {
  runs: number;
  runLogs: number;
  history: number;
}

const FINAL = "('Completed', 'Error', 'Killed', 'Canceled', 'Skipped', 'Ignored', 'Unknown')";

// Removes the doomed runs with everything that belongs to them and takes them out of the rollup, so that the
// rollup stays equal to a recount. A few thousand rows at a time: no long lock, no long transaction.
const DELETE_SQL = `
WITH gone AS (
  DELETE FROM run r USING doomed d WHERE r.tenant_id = d.tenant_id AND r.id = d.id
  RETURNING r.tenant_id, r.id, r.definition_id, r.job_name, r.state, r.started_at, r.ended_at, r.role, r.gated,
    r.submitted_by, r.planned_at, r.start_at
), gates AS (
  DELETE FROM run_gate x USING gone g WHERE g.gated AND x.tenant_id = g.tenant_id AND x.run_id = g.id
), chains AS (
  DELETE FROM chain_run x USING gone g WHERE g.role = 'chain' AND x.tenant_id = g.tenant_id AND x.run_id = g.id
), questions AS (
  DELETE FROM operator_message x USING gone g WHERE x.run_id = g.id
), transitions AS (
  DELETE FROM transition t USING gone g WHERE t.run_id = g.id
), logs AS (
  DELETE FROM run_log_chunk c USING gone g WHERE c.run_id = g.id
), sums AS (
  SELECT tenant_id, definition_id, job_name, date_trunc('hour', ended_at, 'UTC') AS hour, state, count(*) AS runs,
    COALESCE(sum(GREATEST(0, round(extract(epoch FROM ended_at - started_at) * 1000))::bigint), 0) AS ms
  FROM gone WHERE ended_at IS NOT NULL AND role <> 'step' GROUP BY 1, 2, 3, 4, 5
), counted AS (
  UPDATE run_rollup u SET runs = u.runs - s.runs, duration_ms = u.duration_ms - s.ms FROM sums s
  WHERE u.tenant_id = s.tenant_id AND u.definition_id = s.definition_id AND u.job_name = s.job_name
    AND u.hour = s.hour AND u.state = s.state
), ${FORGOTTEN_SQL}
SELECT count(*)::int AS removed FROM gone`;

// Chains go with everything below them, nested chains included; while something below one has not ended, all of it
// stays. `heads` are runs that are part of no chain, in the order they are to go; of the families that begin within
// $LIMIT runs all are removed.
const FAMILIES_SQL = `
RECURSIVE heads AS MATERIALIZED ($HEADS), family AS (
  SELECT h.tenant_id, h.id, h.id AS head, r.role, r.ended_at IS NOT NULL AS has_ended
  FROM heads h JOIN run r ON r.tenant_id = h.tenant_id AND r.id = h.id
  UNION ALL
  SELECT m.tenant_id, m.id, f.head, m.role, m.ended_at IS NOT NULL
  FROM family f CROSS JOIN LATERAL (
    SELECT r.tenant_id, r.id, r.role, r.ended_at FROM run r WHERE r.tenant_id = f.tenant_id AND r.chain_id = f.id OFFSET 0
  ) m WHERE f.role = 'chain'
), sized AS (
  SELECT head, count(*) AS runs FROM family GROUP BY 1 HAVING bool_and(has_ended)
), taken AS (
  SELECT head FROM (SELECT head, sum(runs) OVER (ORDER BY head) - runs AS before FROM sized) AS summed WHERE before < $LIMIT
), doomed AS (
  SELECT f.tenant_id, f.id FROM family f JOIN taken t ON t.head = f.head
)`;

interface Removal {
  /** Selects tenant_id and id of runs that have ended and are part of no chain. */
  heads: string;
  values: unknown[];
  /** Place of the value that says how many runs are removed at a time, about. */
  limit: number;
}

/** Removes runs that are part of no chain, chains with everything below them; answers how many runs went. */
async function removeFamilies(db: Queryable, { heads, values, limit }: Removal): Promise<number> {
  const families = FAMILIES_SQL.replace("$HEADS", heads).replace("$LIMIT", `$${limit}::bigint`);
  const result = await db.query<{ removed: number }>(
    DELETE_SQL.replace("WITH gone", `WITH ${families.trim()}, gone`),
    values,
  );
  return result.rows[0]?.removed ?? 0;
}

/** Removes up to `limit` finished runs of a tenant that were submitted before their retention. */
export function removeOldRuns(
  db: Queryable,
  { tenantId, before, limit }: { tenantId: string; before: Date; limit: number },
): Promise<number> {
  return removeFamilies(db, {
    heads: `SELECT r.tenant_id, r.id FROM run r LEFT JOIN definition d ON d.id = r.definition_id
      WHERE r.tenant_id = $1 AND r.id < $2 AND r.state IN ${FINAL} AND r.chain_id IS NULL AND d.retention_days IS NULL
      ORDER BY r.id LIMIT $3`,
    values: [tenantId, firstIdAt(before), limit],
    limit: 3,
  });
}

/** Removes up to `limit` finished runs of definitions with a retention of their own. */
export function removeRunsByOwnRetention(db: Queryable, now: Date, limit: number): Promise<number> {
  return removeFamilies(db, {
    heads: `SELECT r.tenant_id, r.id FROM definition d CROSS JOIN LATERAL (
        SELECT tenant_id, id FROM run r WHERE r.tenant_id = d.tenant_id AND r.definition_id = d.id AND r.chain_id IS NULL
          AND r.submitted_at < $1::timestamptz - make_interval(days => d.retention_days) AND r.state IN ${FINAL}
        ORDER BY r.id LIMIT $2
      ) r WHERE d.retention_days IS NOT NULL LIMIT $2`,
    values: [now, limit],
    limit: 2,
  });
}

/** Removes up to `limit` successful runs whose definition keeps no successes. */
export function removeUnwantedSuccesses(db: Queryable, limit: number): Promise<number> {
  return removeFamilies(db, {
    heads: `SELECT r.tenant_id, r.id FROM definition d CROSS JOIN LATERAL (
        SELECT tenant_id, id FROM run r WHERE r.tenant_id = d.tenant_id AND r.definition_id = d.id AND r.chain_id IS NULL
          AND r.state = 'Completed' ORDER BY r.id LIMIT $1
      ) r WHERE d.delete_after_success LIMIT $1`,
    values: [limit],
    limit: 1,
  });
}

/**
 * Removes up to `limit` runs of kind system that were submitted before an instant and did their work, or were left out:
 * they come every few minutes and only those that failed are worth keeping as long as others.
 */
export function removeSystemSuccesses(db: Queryable, before: Date, limit: number): Promise<number> {
  return removeFamilies(db, {
    heads: `SELECT r.tenant_id, r.id FROM definition d CROSS JOIN LATERAL (
        SELECT tenant_id, id FROM run r WHERE r.tenant_id = d.tenant_id AND r.definition_id = d.id AND r.id < $2
          AND r.state IN ('Completed', 'Skipped') ORDER BY r.id LIMIT $3
      ) r WHERE d.id = ANY($1::uuid[]) LIMIT $3`,
    values: [SYSTEM_DEFINITION_IDS, firstIdAt(before), limit],
    limit: 3,
  });
}

/**
 * Removes the ended ones of these runs that are part of no chain, chains with everything below them once all of that
 * has ended; answers the ids of those among the given that went. The caller has locked them.
 */
export async function removeRunsById(
  db: Queryable,
  runs: readonly { tenantId: string; id: string }[],
): Promise<string[]> {
  const heads = `SELECT r.tenant_id, r.id FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
    JOIN run r ON r.tenant_id = u.tenant_id AND r.id = u.id WHERE r.state IN ${FINAL} AND r.chain_id IS NULL`;
  const keys = [runs.map((run) => run.tenantId), runs.map((run) => run.id)];
  await removeFamilies(db, { heads, values: [...keys, NO_LIMIT], limit: 3 });
  const left = await db.query<{ id: string }>(
    `SELECT r.id FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
     JOIN run r ON r.tenant_id = u.tenant_id AND r.id = u.id`,
    keys,
  );
  const kept = new Set(left.rows.map(({ id }) => id));
  return runs.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
}

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** A deletion whose runs are still to be removed. */
interface PurgeRow {
  id: string;
  tenant_id: string;
  definition_id: string;
  schedule_id: string | null;
}

/** The newest deletion whose runs are still to be removed, or null. */
export async function lastPurge(db: Queryable): Promise<string | null> {
  const result = await db.query<{ id: string | null }>("SELECT max(id) AS id FROM purge");
  return result.rows[0]?.id ?? null;
}

/**
 * Removes up to `limit` finished runs of one deleted definition or schedule; forgets the deletion when
 * none is left. Live runs of it are being ended and follow in a later pass. Null when no deletion up to
 * `upTo` is left.
 */
export async function purgeOnce(
  pool: pg.Pool,
  { upTo, limit }: { upTo: string; limit: number },
): Promise<number | null> {
  return inTransaction(pool, async (client) => {
    const found = await client.query<PurgeRow>(
      "SELECT id, tenant_id, definition_id, schedule_id FROM purge WHERE id <= $1 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED",
      [upTo],
    );
    const purge = found.rows[0];
    if (!purge) return null;
    const condition = purge.schedule_id ? "schedule_id = $2" : "definition_id = $2";
    const target = purge.schedule_id ?? purge.definition_id;
    const removed = await removeFamilies(client, {
      heads: `SELECT tenant_id, id FROM run WHERE tenant_id = $1 AND ${condition} AND chain_id IS NULL
        AND state IN ${FINAL} ORDER BY id LIMIT $3`,
      values: [purge.tenant_id, target, limit],
      limit: 3,
    });
    if (removed < limit) await finishPurge(client, purge, condition, target);
    return removed;
  });
}

async function finishPurge(
  db: Queryable,
  purge: PurgeRow,
  condition: string,
  target: string,
): Promise<void> {
  // A purge with live runs left goes to the end of the line instead of blocking the others. What is part of a chain of
  // another definition is that chain's, and goes with it.
  await db.query("DELETE FROM purge WHERE id = $1", [purge.id]);
  await db.query(
    `INSERT INTO purge (tenant_id, definition_id, schedule_id)
     SELECT $1, $3, $4 WHERE EXISTS (SELECT FROM run WHERE tenant_id = $1 AND ${condition} AND chain_id IS NULL)`,
    [purge.tenant_id, target, purge.definition_id, purge.schedule_id],
  );
}

/** Removes up to `limit` log chunks written before `before`. */
export async function removeOldRunLogs(
  db: Queryable,
  before: Date,
  limit: number,
): Promise<number> {
  const result = await db.query(
    `DELETE FROM run_log_chunk WHERE ctid = ANY(ARRAY(
       SELECT ctid FROM run_log_chunk WHERE run_id < $1 LIMIT $2))`,
    [firstIdAt(before), limit],
  );
  return result.rowCount ?? 0;
}

/** Removes up to `limit` entries each of action log and audit that were written before `before`. */
export async function removeOldHistory(
  db: Queryable,
  before: Date,
  limit: number,
): Promise<number> {
  let removed = 0;
  for (const table of ["action_log_entry", "audit_entry"]) {
    const result = await db.query(
      `DELETE FROM ${table} WHERE id = ANY(ARRAY(SELECT id FROM ${table} WHERE at < $1 ORDER BY at LIMIT $2))`,
      [before, limit],
    );
    removed += result.rowCount ?? 0;
  }
  const bulk = await db.query(
    `DELETE FROM bulk_action b USING (SELECT tenant_id, id FROM bulk_action WHERE ended_at < $1 LIMIT $2) AS old
     WHERE b.tenant_id = old.tenant_id AND b.id = old.id`,
    [before, limit],
  );
  return removed + (bulk.rowCount ?? 0);
}

/** Forgets the answers to requests that were made before an instant. */
export async function forgetIdempotencyKeys(db: Queryable, before: Date): Promise<void> {
  await db.query("DELETE FROM idempotency_key WHERE created_at < $1", [before]);
}

/** Removes the counts of hours nothing is left of. */
export async function removeEmptyRollups(db: Queryable): Promise<void> {
  await db.query("DELETE FROM run_rollup WHERE runs <= 0");
}

/** Ids of every tenant; retention goes through the runs of each by their key. */
export async function listTenantIds(db: Queryable): Promise<string[]> {
  const result = await db.query<{ id: string }>("SELECT id FROM tenant");
  return result.rows.map((row) => row.id);
}
