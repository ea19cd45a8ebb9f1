import type { z } from "zod";
import type { Calendar } from "@/lib/domain/schedule/calendar";
import type { putWindowSchema, TimeWindow, WindowLookup } from "@/lib/domain/schedule/time-window";
import { calendarFrom, selectCalendars } from "./calendar-store";
import { type NamedRows, namedRowsSql } from "./gate-list";
import type { Queryable } from "./queryable";

/** A time window as it is stored. */
export interface WindowRow {
  tenantId: string;
  name: string;
  description: string;
  timeZone: string;
  rules: WindowRules;
  updatedAt: Date;
}

/** A time window as its input schema makes it: every part given. */
export type StoredWindow = z.output<typeof putWindowSchema>;

type WindowRules = Pick<StoredWindow, "elements" | "enabledDuring" | "disabledDuring" | "calendar">;

interface WindowKey {
  tenantId: string;
  name: string;
}

const COLUMNS = `g.tenant_id AS "tenantId", g.name, g.description, g.time_zone AS "timeZone", g.rules,
  g.updated_at AS "updatedAt"`;

/** One window, or null. */
export async function findWindow(
  db: Queryable,
  { tenantId, name }: WindowKey,
): Promise<WindowRow | null> {
  const { rows } = await db.query<WindowRow>(
    `SELECT ${COLUMNS} FROM time_window g WHERE g.tenant_id = $1 AND g.name = $2`,
    [tenantId, name],
  );
  return rows[0] ?? null;
}

/** Windows in the order of their names. */
export async function selectWindows(db: Queryable, request: NamedRows): Promise<WindowRow[]> {
  const { rows } = await db.query<WindowRow>(namedRowsSql("time_window", COLUMNS, request));
  return rows;
}

/** A stored window in the terms of the arithmetic. */
export function timeWindowFrom({ description, timeZone, rules }: WindowRow): TimeWindow {
  return { description, timeZone, ...rules };
}

/** Writes a window, and makes it where there is none. */
export async function saveWindow(
  tx: Queryable,
  key: WindowKey,
  { window, now }: { window: StoredWindow; now: Date },
): Promise<void> {
  const { description, timeZone, ...rules }: StoredWindow = window;
  await tx.query(
    `INSERT INTO time_window (tenant_id, name, description, time_zone, rules, updated_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6)
     ON CONFLICT (tenant_id, name) DO UPDATE SET description = EXCLUDED.description, time_zone = EXCLUDED.time_zone,
       rules = EXCLUDED.rules, updated_at = EXCLUDED.updated_at`,
    [key.tenantId, key.name, description, timeZone, JSON.stringify(rules), now],
  );
}

/**
 * Has changes of the windows and calendars of a tenant follow one another until the transaction ends: each may refer to
 * any other, and two that are right by themselves may make a circle together.
 */
export async function lockWindows(tx: Queryable, tenantId: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('windows ' || $1, 0))", [tenantId]);
}

/**
 * Has changes of the windows and calendars of a tenant wait until the transaction ends, those under way first: whoever
 * is left waiting for a window now is found by the change after it. To be taken before any row of a gate is held.
 */
export async function holdWindowsStill(tx: Queryable, tenantId: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock_shared(hashtextextended('windows ' || $1, 0))", [
    tenantId,
  ]);
}

/** Every window and calendar of a tenant, by name. */
export interface WindowsOfTenant {
  windows: Map<string, TimeWindow>;
  calendars: Map<string, Calendar>;
}

/** Every window and calendar of a tenant. */
export async function loadWindows(db: Queryable, tenantId: string): Promise<WindowsOfTenant> {
  const windows = await selectWindows(db, { tenantId, limit: null });
  const calendars = await selectCalendars(db, { tenantId, limit: null });
  return {
    windows: new Map(windows.map((row) => [row.name, timeWindowFrom(row)])),
    calendars: new Map(calendars.map((row) => [row.name, calendarFrom(row)])),
  };
}

/** Every window and calendar of a tenant, in the terms of the arithmetic. */
export async function loadWindowLookup(db: Queryable, tenantId: string): Promise<WindowLookup> {
  return lookupOf(await loadWindows(db, tenantId));
}

/** Windows and calendars in the terms of the arithmetic. */
export function lookupOf({ windows, calendars }: WindowsOfTenant): WindowLookup {
  return {
    window: (name) => windows.get(name) ?? null,
    calendar: (name) => calendars.get(name) ?? null,
  };
}

/** Live runs that may start in a time window only, some of them. */
export async function liveRunsOfWindow(
  db: Queryable,
  { tenantId, name, limit }: WindowKey & { limit: number },
): Promise<{ jobName: string; jobCount: string }[]> {
  const { rows } = await db.query<{ jobName: string; jobCount: string }>(
    `SELECT r.job_name AS "jobName", r.job_count AS "jobCount" FROM run_gate n
     JOIN run r ON r.tenant_id = n.tenant_id AND r.id = n.run_id
     WHERE n.tenant_id = $1 AND n.window_name = $2 AND r.ended_at IS NULL AND r.started_at IS NULL LIMIT $3`,
    [tenantId, name, limit],
  );
  return rows;
}
