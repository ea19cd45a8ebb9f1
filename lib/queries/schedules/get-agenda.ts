import { type AgendaHour, agendaOf, type PlannedSchedule } from "@/lib/domain/schedule/agenda";
import { intersectWindows } from "@/lib/domain/schedule/occurrences";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { type ScheduleSpec, storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { authorise, type Context } from "@/lib/services/context";
import { SCHEDULE_COLUMNS } from "@/lib/store/schedule-store";
import { SqlConditions } from "@/lib/store/sql-conditions";

/** A schedule that starts something within the agenda. */
export interface AgendaSchedule {
  id: string;
  definitionId: string;
  definitionName: string;
  description: string;
  spec: ScheduleSpec;
}

/** The coming starts by hour; `isCapped` when there are more schedules than are looked at. */
export interface Agenda {
  hours: AgendaHour[];
  schedules: Map<string, AgendaSchedule>;
  isCapped: boolean;
}

type StoredSchedule = Schedule & {
  definitionName: string;
  definitionStartAt: Date | null;
  definitionEndAt: Date | null;
};

const HOUR_MS = 3_600_000;
/** Schedules looked at, those due first. */
const MAX_SCHEDULES = 1000;

/** The planned starts of the next hours, computed from the active schedules that are due within them. */
export async function getAgenda(ctx: Context, { hours }: { hours: number }): Promise<Agenda> {
  authorise(ctx, "jobs.read");
  const span = { from: ctx.now, until: new Date(ctx.now.getTime() + hours * HOUR_MS) };
  const where = new SqlConditions()
    .and("s.active AND s.next_run_at IS NOT NULL AND s.next_run_at < $?", span.until)
    .and("d.active AND d.kind <> 'system'");
  if (!ctx.scope.allTenants) where.and("s.tenant_id = $?", ctx.scope.tenantId);
  const page = where.place("ORDER BY s.next_run_at LIMIT $?", [MAX_SCHEDULES + 1]);
  const { rows } = await ctx.db.pool.query<StoredSchedule>(
    `SELECT ${SCHEDULE_COLUMNS}, d.name AS "definitionName", d.start_at AS "definitionStartAt",
       d.end_at AS "definitionEndAt"
     FROM schedule s JOIN definition d ON d.id = s.definition_id WHERE ${where.text} ${page}`,
    where.values,
  );
  const planned = rows.slice(0, MAX_SCHEDULES).flatMap(plannedFrom);
  return {
    hours: agendaOf(planned, span),
    schedules: new Map(planned.map((schedule) => [schedule.id, schedule])),
    isCapped: rows.length > MAX_SCHEDULES,
  };
}

/** Nothing for a schedule whose stored expression can no longer be read: the planner reports it. */
function plannedFrom(row: StoredSchedule): (PlannedSchedule & AgendaSchedule)[] {
  const { id, mode, expression, timeZone, oneTimeAt, nextRunAt } = row;
  const stored = storedScheduleSpec({ mode, text: expression, timeZone, at: oneTimeAt });
  if (!stored.ok || nextRunAt === null) return [];
  const definitionWindow = { startAt: row.definitionStartAt, endAt: row.definitionEndAt };
  const window = intersectWindows(definitionWindow, row);
  const { definitionId, definitionName, description } = row;
  return [{ id, definitionId, definitionName, description, spec: stored.spec, window, nextRunAt }];
}
