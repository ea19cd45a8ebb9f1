import type { Calendar } from "@/lib/domain/schedule/calendar";
import type { Weekday } from "@/lib/domain/schedule/window/weekday";
import { type NamedRows, namedRowsSql } from "./gate-list";
import type { Queryable } from "./queryable";

/** A calendar as it is stored; holidays are ISO dates, ascending. */
export interface CalendarRow {
  tenantId: string;
  name: string;
  description: string;
  holidays: string[];
  /** Days of the week without work. */
  weekend: Weekday[];
  updatedAt: Date;
}

const COLUMNS = `g.tenant_id AS "tenantId", g.name, g.description, g.holidays, g.weekend,
  g.updated_at AS "updatedAt"`;

/** One calendar, or null. */
export async function findCalendar(
  db: Queryable,
  { tenantId, name }: { tenantId: string; name: string },
): Promise<CalendarRow | null> {
  const { rows } = await db.query<CalendarRow>(
    `SELECT ${COLUMNS} FROM calendar g WHERE g.tenant_id = $1 AND g.name = $2`,
    [tenantId, name],
  );
  return rows[0] ?? null;
}

/** Calendars in the order of their names. */
export async function selectCalendars(db: Queryable, request: NamedRows): Promise<CalendarRow[]> {
  const { rows } = await db.query<CalendarRow>(namedRowsSql("calendar", COLUMNS, request));
  return rows;
}

/** A stored calendar in the terms of the arithmetic. */
export function calendarFrom({ description, holidays, weekend }: CalendarRow): Calendar {
  return { description, holidays, weekend };
}

/** Writes a calendar, and makes it where there is none. */
export async function saveCalendar(tx: Queryable, calendar: CalendarRow): Promise<void> {
  const { tenantId, name, description, holidays, weekend, updatedAt } = calendar;
  await tx.query(
    `INSERT INTO calendar (tenant_id, name, description, holidays, weekend, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, name) DO UPDATE SET description = EXCLUDED.description, holidays = EXCLUDED.holidays,
       weekend = EXCLUDED.weekend, updated_at = EXCLUDED.updated_at`,
    [tenantId, name, description, holidays, weekend, updatedAt],
  );
}
