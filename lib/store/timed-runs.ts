import type { RuntimeLimit } from "@/lib/domain/definition/definition-properties";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** A run about which time alone changes something now. */
export interface TimedRun {
  tenantId: string;
  id: string;
  state: RunState;
  role: string;
  kind: string;
  attempt: number;
  runtimeLimit: RuntimeLimit | null;
}

/** Runs whose moment has come, the earliest first; what somebody else is changing is passed over. */
export async function lockTimedRuns(tx: Queryable, now: Date, limit: number): Promise<TimedRun[]> {
  const { rows } = await tx.query<TimedRun>({
    name: "lock-timed-runs",
    text: `SELECT r.tenant_id AS "tenantId", r.id, r.state, r.role, r.kind, r.attempt, g.needs -> 'runtimeLimit' AS "runtimeLimit"
      FROM run r LEFT JOIN run_gate g ON g.tenant_id = r.tenant_id AND g.run_id = r.id
      WHERE r.wake_at <= $1 ORDER BY r.wake_at LIMIT $2 FOR UPDATE OF r SKIP LOCKED`,
    values: [now, limit],
  });
  return rows;
}

/** The next moment of any run, or null. */
export async function nextTimedRun(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ wake_at: Date }>({
    name: "next-timed-run",
    text: "SELECT wake_at FROM run WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1",
  });
  return rows[0]?.wake_at ?? null;
}

/** Has waiting runs examined again whose window opens or closes now. */
export async function examineTimedRuns(
  tx: Queryable,
  runs: readonly Pick<TimedRun, "tenantId" | "id">[],
): Promise<void> {
  await setTimed(tx, runs, "ready = true, blocked_on = NULL, wake_at = NULL");
}

/** Leaves it to the conductor to go on with steps whose delay is over. */
export async function conductTimedRuns(
  tx: Queryable,
  runs: readonly Pick<TimedRun, "tenantId" | "id">[],
): Promise<void> {
  await setTimed(tx, runs, "conduct = true, wake_at = NULL");
}

/** Forgets the moment of runs about which it changes nothing. */
export async function forgetTime(
  tx: Queryable,
  runs: readonly Pick<TimedRun, "tenantId" | "id">[],
): Promise<void> {
  await setTimed(tx, runs, "wake_at = NULL");
}

async function setTimed(
  tx: Queryable,
  runs: readonly Pick<TimedRun, "tenantId" | "id">[],
  set: string,
): Promise<void> {
  if (runs.length === 0) return;
  await tx.query(
    `UPDATE run r SET ${set} FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
     WHERE r.tenant_id = u.tenant_id AND r.id = u.id`,
    [runs.map((run) => run.tenantId), runs.map((run) => run.id)],
  );
}

/** Tenants with queues whose window opens or closes now, or that name the process servers they are served by. */
export async function tenantsWithTimedQueues(db: Queryable, now: Date): Promise<string[]> {
  const { rows } = await db.query<{ tenant_id: string }>(
    "SELECT DISTINCT tenant_id FROM queue WHERE wake_at <= $1 OR servers <> '[]'",
    [now],
  );
  return rows.map((row) => row.tenant_id);
}
