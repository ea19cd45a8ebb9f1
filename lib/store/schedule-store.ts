import type { TenantScope } from "@/lib/domain/access/access";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { takeBackPlannedAhead } from "./planned-ahead";
import type { Queryable } from "./queryable";

/** Columns of a schedule `s` under the names of the domain. */
export const SCHEDULE_COLUMNS = `s.id, s.tenant_id AS "tenantId", s.definition_id AS "definitionId", s.name, s.description,
  s.mode, s.expression, s.time_zone AS "timeZone", s.parameters, s.active, s.start_at AS "startAt",
  s.end_at AS "endAt", s.one_time_at AS "oneTimeAt", s.interval_seconds AS "intervalSeconds",
  s.next_run_at AS "nextRunAt", s.executed_at AS "executedAt", s.last_started_at AS "lastStartedAt",
  s.created_at AS "createdAt", s.created_by AS "createdBy", s.modified_at AS "modifiedAt"`;

/** Inserts schedules in one statement: all of them, or none. */
export async function insertSchedules(
  db: Queryable,
  schedules: readonly Schedule[],
): Promise<void> {
  if (schedules.length === 0) return;
  const column = <T>(value: (schedule: Schedule) => T) => schedules.map(value);
  await db.query({
    name: "insert-schedules",
    text: `INSERT INTO schedule (id, tenant_id, definition_id, name, description, mode, expression, time_zone, parameters,
        active, start_at, end_at, one_time_at, interval_seconds, next_run_at, created_at, created_by, modified_at)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::jsonb[], $10::boolean[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[],
        $14::int[], $15::timestamptz[], $16::timestamptz[], $17::text[], $18::timestamptz[])`,
    values: [
      column((schedule) => schedule.id),
      column((schedule) => schedule.tenantId),
      column((schedule) => schedule.definitionId),
      column((schedule) => schedule.name),
      column((schedule) => schedule.description),
      column((schedule) => schedule.mode),
      column((schedule) => schedule.expression),
      column((schedule) => schedule.timeZone),
      column((schedule) => parametersText(schedule)),
      column((schedule) => schedule.active),
      column((schedule) => schedule.startAt),
      column((schedule) => schedule.endAt),
      column((schedule) => schedule.oneTimeAt),
      column((schedule) => schedule.intervalSeconds),
      column((schedule) => schedule.nextRunAt),
      column((schedule) => schedule.createdAt),
      column((schedule) => schedule.createdBy),
      column((schedule) => schedule.modifiedAt),
    ],
  });
}

function parametersText({ parameters }: Schedule): string | null {
  return parameters === null ? null : JSON.stringify(parameters);
}

/** Writes everything about one schedule that a change may touch. */
export async function saveSchedule(db: Queryable, schedule: Schedule): Promise<void> {
  await db.query(
    `UPDATE schedule SET name = $2, description = $3, expression = $4, time_zone = $5, parameters = $6, active = $7,
       start_at = $8, end_at = $9, one_time_at = $10, interval_seconds = $11, next_run_at = $12, executed_at = $13,
       modified_at = $14 WHERE id = $1`,
    [
      schedule.id,
      schedule.name,
      schedule.description,
      schedule.expression,
      schedule.timeZone,
      parametersText(schedule),
      schedule.active,
      schedule.startAt,
      schedule.endAt,
      schedule.oneTimeAt,
      schedule.intervalSeconds,
      schedule.nextRunAt,
      schedule.executedAt,
      schedule.modifiedAt,
    ],
  );
}

/** Writes whether schedules are active and when they are due next. */
export async function savePlans(db: Queryable, schedules: readonly Schedule[]): Promise<void> {
  if (schedules.length === 0) return;
  await db.query({
    name: "save-schedule-plans",
    text: `UPDATE schedule s SET active = i.active, next_run_at = i.next_run_at, modified_at = i.modified_at
      FROM unnest($1::uuid[], $2::boolean[], $3::timestamptz[], $4::timestamptz[]) AS i(id, active, next_run_at, modified_at)
      WHERE s.id = i.id`,
    values: [
      schedules.map((schedule) => schedule.id),
      schedules.map((schedule) => schedule.active),
      schedules.map((schedule) => schedule.nextRunAt),
      schedules.map((schedule) => schedule.modifiedAt),
    ],
  });
}

interface ScheduleRange {
  definitionId: string;
  limit?: number | null;
  offset?: number;
  /** Keeps the planner away from them until the transaction ends, and takes back what it planned ahead. */
  lockAt?: Date;
}

/** Schedules of a definition in the order they were made. */
export async function schedulesOf(
  db: Queryable,
  { definitionId, limit = null, offset = 0, lockAt }: ScheduleRange,
): Promise<Schedule[]> {
  if (lockAt) {
    const locked = await db.query<{ id: string }>(
      "SELECT id FROM schedule WHERE definition_id = $1 ORDER BY id FOR UPDATE",
      [definitionId],
    );
    const ids = locked.rows.map((row) => row.id);
    await takeBackPlannedAhead(db, ids, lockAt);
  }
  const result = await db.query<Schedule>(
    `SELECT ${SCHEDULE_COLUMNS} FROM schedule s WHERE s.definition_id = $1 ORDER BY s.created_at, s.id LIMIT $2 OFFSET $3`,
    [definitionId, limit, offset],
  );
  return result.rows;
}

/** Schedules of several definitions, in the order they were made. */
export async function schedulesOfAll(
  db: Queryable,
  definitionIds: readonly string[],
): Promise<Map<string, Schedule[]>> {
  const found = new Map<string, Schedule[]>(definitionIds.map((id) => [id, []]));
  if (definitionIds.length === 0) return found;
  const result = await db.query<Schedule>(
    `SELECT ${SCHEDULE_COLUMNS} FROM schedule s WHERE s.definition_id = ANY($1::uuid[]) ORDER BY s.created_at, s.id`,
    [definitionIds],
  );
  for (const schedule of result.rows) found.get(schedule.definitionId)?.push(schedule);
  return found;
}

/** One schedule of a definition, or null. */
export async function findSchedule(
  db: Queryable,
  { definitionId, scheduleId, lockAt }: { definitionId: string; scheduleId: string; lockAt?: Date },
): Promise<Schedule | null> {
  if (lockAt) {
    await db.query("SELECT id FROM schedule WHERE id = $1 AND definition_id = $2 FOR UPDATE", [
      scheduleId,
      definitionId,
    ]);
    await takeBackPlannedAhead(db, [scheduleId], lockAt);
  }
  const result = await db.query<Schedule>(
    `SELECT ${SCHEDULE_COLUMNS} FROM schedule s WHERE s.id = $1 AND s.definition_id = $2`,
    [scheduleId, definitionId],
  );
  return result.rows[0] ?? null;
}

/** Number of schedules of a definition. */
export async function countSchedules(db: Queryable, definitionId: string): Promise<number> {
  const result = await db.query<{ count: string }>(
    "SELECT count(*) AS count FROM schedule WHERE definition_id = $1",
    [definitionId],
  );
  return Number(result.rows[0]?.count ?? 0);
}

/** Removes the schedules and leaves word for the janitor to remove their runs; answers how many there were. */
export async function removeSchedules(
  db: Queryable,
  { definitionId, scheduleIds }: { definitionId: string; scheduleIds: readonly string[] },
): Promise<number> {
  const result = await db.query(
    `WITH gone AS (DELETE FROM schedule WHERE definition_id = $1 AND id = ANY($2::uuid[]) RETURNING id, tenant_id)
     INSERT INTO purge (tenant_id, definition_id, schedule_id) SELECT tenant_id, $1, id FROM gone`,
    [definitionId, scheduleIds],
  );
  return result.rowCount ?? 0;
}

/** A schedule by its id alone, or null when there is none within the scope. */
export async function scheduleInScope(
  db: Queryable,
  scope: TenantScope,
  scheduleId: string,
): Promise<Schedule | null> {
  const result = await db.query<Schedule>(
    `SELECT ${SCHEDULE_COLUMNS} FROM schedule s WHERE s.id = $1 AND ($2 OR s.tenant_id = $3)`,
    [scheduleId, scope.allTenants, scope.tenantId],
  );
  return result.rows[0] ?? null;
}
