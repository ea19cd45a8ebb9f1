import type { RunState } from "@/lib/domain/run/run-state";
import type { ScheduleMode } from "@/lib/domain/schedule/schedule-spec";
import { SYSTEM_DEFINITION_IDS } from "@/lib/domain/system/system-jobs";
import type { Queryable } from "./queryable";

/** Ended runs per hour and final state since an hour, from the rollup; without those of system jobs. */
export async function endedRunsByHour(
  db: Queryable,
  tenantIds: readonly string[],
  since: Date,
): Promise<{ hour: Date; state: RunState; runs: number }[]> {
  const { rows } = await db.query<{ hour: Date; state: RunState; runs: string }>(
    `SELECT hour, state, sum(runs) AS runs FROM run_rollup WHERE tenant_id = ANY($1::uuid[]) AND hour >= $2
       AND definition_id <> ALL($3::uuid[])
     GROUP BY hour, state HAVING sum(runs) > 0 ORDER BY hour, state`,
    [tenantIds, since, SYSTEM_DEFINITION_IDS],
  );
  return rows.map((row) => ({ ...row, runs: Number(row.runs) }));
}

export interface NextScheduleRow {
  id: string;
  name: string | null;
  definition: string;
  definitionId: string;
  tenant: string;
  nextRunAt: Date;
  mode: ScheduleMode;
  expression: string;
  timeZone: string;
  oneTimeAt: Date | null;
}

/** The active schedules that are due next; without those of system jobs. */
export async function nextSchedules(
  db: Queryable,
  tenantIds: readonly string[],
  limit: number,
): Promise<NextScheduleRow[]> {
  const { rows } = await db.query<NextScheduleRow>(
    `SELECT s.id, s.name, d.name AS definition, d.id AS "definitionId", n.name AS tenant, s.next_run_at AS "nextRunAt",
       s.mode, s.expression, s.time_zone AS "timeZone", s.one_time_at AS "oneTimeAt"
     FROM (SELECT * FROM schedule WHERE active AND next_run_at IS NOT NULL AND tenant_id = ANY($1::uuid[])
       AND definition_id <> ALL($3::uuid[]) ORDER BY next_run_at LIMIT $2) AS s
     JOIN definition d ON d.id = s.definition_id JOIN tenant n ON n.id = s.tenant_id ORDER BY s.next_run_at, s.id`,
    [tenantIds, limit, SYSTEM_DEFINITION_IDS],
  );
  return rows;
}

export interface ServerRow {
  id: string;
  name: string;
  state: "running" | "draining" | "stopped" | "lost";
  startedAt: Date;
  heartbeatAt: Date;
  stoppedAt: Date | null;
  concurrency: number;
  inFlight: number;
  version: string;
}

/** The nodes that live, and those that ended since; live ones first. */
export async function selectServers(db: Queryable, endedSince: Date): Promise<ServerRow[]> {
  const { rows } = await db.query<ServerRow>(
    `SELECT id, name, state, started_at AS "startedAt", heartbeat_at AS "heartbeatAt", stopped_at AS "stoppedAt",
       concurrency, in_flight AS "inFlight", version
     FROM process_server WHERE stopped_at IS NULL OR stopped_at >= $1
     ORDER BY stopped_at IS NOT NULL, name, started_at DESC LIMIT 100`,
    [endedSince],
  );
  return rows;
}

export interface DeactivationRow {
  at: Date;
  action: string;
  text: string;
  definition: string | null;
  definitionId: string;
  schedule: string | null;
}

/** Schedules the scheduler has switched off since, newest first; those that have done their work are left out. */
export async function selectDeactivations(
  db: Queryable,
  tenantIds: readonly string[],
  { since, limit }: { since: Date; limit: number },
): Promise<DeactivationRow[]> {
  const { rows } = await db.query<DeactivationRow>(
    `SELECT e.at, e.action, e.text, d.name AS definition, e.definition_id AS "definitionId", e.schedule_id AS schedule
     FROM action_log_entry e LEFT JOIN definition d ON d.id = e.definition_id
     WHERE e.at >= $2 AND e.tenant_id = ANY($1::uuid[])
       AND e.action IN ('DEACTIVATION_NO_FUTURE_RUN', 'DEACTIVATION_END_TIME', 'DEACTIVATION_UNREACHABLE')
     ORDER BY e.at DESC LIMIT $3`,
    [tenantIds, since, limit],
  );
  return rows;
}

/** True when there is anything that can be run, but for what the application made itself. */
export async function anyDefinition(db: Queryable, tenantIds: readonly string[]): Promise<boolean> {
  const { rows } = await db.query(
    "SELECT 1 FROM definition WHERE tenant_id = ANY($1::uuid[]) AND kind <> 'system' LIMIT 1",
    [tenantIds],
  );
  return rows.length > 0;
}
