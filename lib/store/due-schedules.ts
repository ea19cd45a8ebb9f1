import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";
import type { Queryable } from "./queryable";
import {
  DECLARED_SQL,
  type FoundDefinition,
  GATED_PROPERTIES_SQL,
} from "./submittable-definitions";

/** A schedule whose time has come, with what a run needs of its definition. */
export interface DueSchedule {
  id: string;
  tenantId: string;
  mode: "cron" | "time" | "repeatAt" | "repeatInterval";
  expression: string;
  timeZone: string;
  parameters: unknown;
  startAt: Date | null;
  endAt: Date | null;
  oneTimeAt: Date | null;
  intervalSeconds: number | null;
  nextRunAt: Date;
  definition: FoundDefinition & { startAt: Date | null; endAt: Date | null };
}

interface DueRow {
  id: string;
  tenant_id: string;
  mode: DueSchedule["mode"];
  expression: string;
  time_zone: string;
  parameters: unknown;
  start_at: Date | null;
  end_at: Date | null;
  one_time_at: Date | null;
  interval_seconds: number | null;
  next_run_at: Date;
  definition_id: string;
  name: string;
  kind: string;
  job_name: string;
  queue: string;
  priority: number;
  hold: boolean;
  origin: string;
  properties: DefinitionProperties | null;
  declared: readonly ParameterDefinition[] | null;
  definition_start_at: Date | null;
  definition_end_at: Date | null;
}

/**
 * Schedules due by `dueBy`, oldest first, locked for the caller's transaction; those whose runs pass
 * through gates only when they are due `now`. Schedules another node is planning are passed over; the
 * unique tick would stop a double all the same.
 */
export async function lockDueSchedules(
  db: Queryable,
  { now, dueBy, limit }: { now: Date; dueBy: Date; limit: number },
): Promise<DueSchedule[]> {
  const result = await db.query<DueRow>({
    name: "lock-due-schedules",
    text: `SELECT s.id, s.tenant_id, s.mode, s.expression, s.time_zone, s.parameters, s.start_at, s.end_at,
      s.one_time_at, s.interval_seconds, s.next_run_at, s.definition_id, d.name, d.kind, d.job_name,
      d.queue, d.priority, d.hold, d.origin, ${GATED_PROPERTIES_SQL}, ${DECLARED_SQL}, d.start_at AS definition_start_at, d.end_at AS definition_end_at
    FROM schedule s JOIN definition d ON d.id = s.definition_id
      LEFT JOIN queue q ON q.tenant_id = d.tenant_id AND q.name = d.queue
    WHERE s.active AND s.next_run_at <= $2 AND d.active AND (NOT d.gated OR s.next_run_at <= $1)
    ORDER BY s.next_run_at LIMIT $3 FOR UPDATE OF s SKIP LOCKED`,
    values: [now, dueBy, limit],
  });
  return result.rows.map(dueScheduleFrom);
}

function dueScheduleFrom(row: DueRow): DueSchedule {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    mode: row.mode,
    expression: row.expression,
    timeZone: row.time_zone,
    parameters: row.parameters,
    startAt: row.start_at,
    endAt: row.end_at,
    oneTimeAt: row.one_time_at,
    intervalSeconds: row.interval_seconds,
    nextRunAt: row.next_run_at,
    definition: {
      id: row.definition_id,
      tenantId: row.tenant_id,
      name: row.name,
      kind: row.kind,
      jobName: row.job_name,
      queue: row.queue,
      priority: row.priority,
      hold: row.hold,
      origin: row.origin,
      properties: row.properties,
      declared: row.declared,
      startAt: row.definition_start_at,
      endAt: row.definition_end_at,
    },
  };
}

/** Where a schedule goes on after its due ticks became runs. */
export interface ScheduleAdvance {
  id: string;
  nextRunAt: Date | null;
  /** Set for a one-time schedule that has now become a run. */
  executed: boolean;
  /** Reason to switch it off now, or null. */
  deactivate: "DEACTIVATION_NO_FUTURE_RUN" | null;
}

/** Writes where the planned schedules go on, and why some were switched off. */
export async function advanceSchedules(
  db: Queryable,
  advances: readonly ScheduleAdvance[],
  now: Date,
): Promise<void> {
  if (advances.length === 0) return;
  await db.query({
    name: "advance-schedules",
    text: `WITH input AS (
      SELECT * FROM unnest($2::uuid[], $3::timestamptz[], $4::boolean[], $5::text[]) AS u(id, next_run_at, executed, deactivate)
    ), done AS (
      UPDATE schedule s SET next_run_at = i.next_run_at, executed_at = CASE WHEN i.executed THEN $1 ELSE s.executed_at END,
        active = s.active AND i.deactivate IS NULL
      FROM input i WHERE s.id = i.id RETURNING s.id, s.tenant_id, s.definition_id, i.deactivate
    )
    INSERT INTO action_log_entry (tenant_id, at, type, action, definition_id, job_id, schedule_id, actor, text)
    SELECT x.tenant_id, $1, 'SCHEDULE', x.deactivate, x.definition_id, d.job_id, x.id, 'system',
      'The schedule has no future run and was deactivated.'
    FROM done x JOIN definition d ON d.id = x.definition_id WHERE x.deactivate IS NOT NULL`,
    values: [
      now,
      advances.map((entry) => entry.id),
      advances.map((entry) => entry.nextRunAt),
      advances.map((entry) => entry.executed),
      advances.map((entry) => entry.deactivate),
    ],
  });
}

/** The earliest instant any schedule is due, or null. */
export async function nextScheduleDue(db: Queryable): Promise<Date | null> {
  const result = await db.query<{ next_run_at: Date }>({
    name: "next-schedule-due",
    text: `SELECT s.next_run_at FROM schedule s JOIN definition d ON d.id = s.definition_id
      WHERE s.active AND s.next_run_at IS NOT NULL AND d.active ORDER BY s.next_run_at LIMIT 1`,
  });
  return result.rows[0]?.next_run_at ?? null;
}

/** When a duty last ran to its end on any node; null before the first time. */
export async function lastDutyRun(db: Queryable, name: string): Promise<Date | null> {
  const result = await db.query<{ last_run_at: Date }>(
    "SELECT last_run_at FROM engine_duty WHERE name = $1",
    [name],
  );
  return result.rows[0]?.last_run_at ?? null;
}

const RECORDED_DUTY = `ON CONFLICT (name) DO UPDATE SET last_run_at = GREATEST(d.last_run_at, EXCLUDED.last_run_at)`;

/** Records that a duty ran to its end; never moves back. */
export async function recordDutyRun(db: Queryable, name: string, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO engine_duty AS d (name, last_run_at) VALUES ($1, $2) ${RECORDED_DUTY}`,
    [name, now],
  );
}

/**
 * Records that every tick up to `now` has become a run. Not while one has not, e.g. because another node
 * is still at it: what is left after an outage must see how long the outage was.
 */
export async function recordPlanned(db: Queryable, name: string, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO engine_duty AS d (name, last_run_at) SELECT $1, $2 WHERE NOT EXISTS (
       SELECT FROM schedule s JOIN definition f ON f.id = s.definition_id
       WHERE s.active AND s.next_run_at <= $2 AND f.active) ${RECORDED_DUTY}`,
    [name, now],
  );
}
