import type { GateNeeds } from "@/lib/domain/gate/gate-needs";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** A run whose moment has come. */
export interface TimedRunRow {
  tenantId: string;
  id: string;
  state: RunState;
  role: string;
  kind: string;
  attempt: number;
  startedAt: Date | null;
  /** It becomes Held when its turn comes. */
  holdWhenReached: boolean;
  /** Null for a run without gates. */
  needs: GateNeeds | null;
}

/** Runs whose moment has come, the earliest first; what somebody else is changing is passed over. */
export async function lockTimedRuns(
  tx: Queryable,
  now: Date,
  limit: number,
): Promise<TimedRunRow[]> {
  const { rows } = await tx.query<TimedRunRow>({
    name: "lock-timed-runs",
    text: `SELECT r.tenant_id AS "tenantId", r.id, r.state, r.role, r.kind, r.attempt, r.started_at AS "startedAt",
        r.hold_when_reached AS "holdWhenReached", g.needs
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

type Key = Pick<TimedRunRow, "tenantId" | "id">;

/** Has waiting runs examined whose window opens or closes now, also those that wait for a slot. */
export async function examineTimedRuns(tx: Queryable, runs: readonly Key[]): Promise<void> {
  await setTimed(tx, runs, {
    name: "examine-timed-runs",
    set: "ready = true, blocked_on = NULL, wake_at = NULL, reason = NULL",
  });
}

/** Leaves it to the conductor to go on with steps whose delay is over. */
export async function conductTimedRuns(tx: Queryable, runs: readonly Key[]): Promise<void> {
  await setTimed(tx, runs, { name: "conduct-timed-runs", set: "conduct = true, wake_at = NULL" });
}

/** Notes when time concerns these runs next; null for never. */
export async function restUntil(
  tx: Queryable,
  runs: readonly (Key & { until: Date | null })[],
): Promise<void> {
  if (runs.length === 0) return;
  await tx.query({
    name: "rest-until",
    text: `UPDATE run r SET wake_at = u.until FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS u(tenant_id, id, until)
      WHERE r.tenant_id = u.tenant_id AND r.id = u.id`,
    values: [
      runs.map((run) => run.tenantId),
      runs.map((run) => run.id),
      runs.map((run) => run.until),
    ],
  });
}

async function setTimed(
  tx: Queryable,
  runs: readonly Key[],
  { name, set }: { name: string; set: string },
): Promise<void> {
  if (runs.length === 0) return;
  await tx.query({
    name,
    text: `UPDATE run r SET ${set} FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
      WHERE r.tenant_id = u.tenant_id AND r.id = u.id`,
    values: [runs.map((run) => run.tenantId), runs.map((run) => run.id)],
  });
}

/** Queues whose window opens or closes now, or that name the process servers they are served by; by tenant. */
export async function timedQueues(
  db: Queryable,
  now: Date,
): Promise<{ tenantId: string; names: string[] }[]> {
  const { rows } = await db.query<{ tenantId: string; names: string[] }>(
    `SELECT tenant_id AS "tenantId", array_agg(name ORDER BY name) AS names FROM queue
     WHERE wake_at <= $1 OR servers <> '[]' GROUP BY tenant_id ORDER BY tenant_id`,
    [now],
  );
  return rows;
}
