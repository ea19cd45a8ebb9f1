import type { Queryable } from "./queryable";

/** A stretch of the history, by time of submission: ids are in order of it. */
interface IdRange {
  tenantIds: readonly string[];
  fromId: string;
  untilId: string;
  /** Rows looked at. */
  limit: number;
}

export interface MissedTickRow {
  id: string;
  definition: string;
  definitionId: string;
  schedule: string | null;
  plannedAt: Date;
  submittedAt: Date;
  reason: string;
}

/**
 * The ticks that were left out after an outage, newest first. They are among the skipped runs, of which the newest
 * `limit` are looked at, each tenant by its index of states.
 */
export async function selectMissedTicks(
  db: Queryable,
  { tenantIds, fromId, untilId, limit }: IdRange,
): Promise<{ rows: MissedTickRow[]; isCut: boolean }> {
  const { rows } = await db.query<Omit<MissedTickRow, "plannedAt"> & { plannedAt: Date | null }>({
    name: "select-missed-ticks",
    text: `SELECT h.* FROM unnest($1::uuid[]) AS b(tenant_id) CROSS JOIN LATERAL (
        SELECT r.id, r.definition_name AS definition, r.definition_id AS "definitionId", r.schedule_id AS schedule,
          r.planned_at AS "plannedAt", r.submitted_at AS "submittedAt", COALESCE(r.reason, '') AS reason
        FROM run r WHERE r.tenant_id = b.tenant_id AND r.state = 'Skipped' AND r.id >= $2 AND r.id < $3
        ORDER BY r.id DESC LIMIT $4
      ) h ORDER BY h.id DESC LIMIT $4`,
    values: [tenantIds, fromId, untilId, limit],
  });
  const missed = rows.flatMap(({ plannedAt, ...row }) =>
    plannedAt !== null && row.reason.startsWith("MISSED_OUTAGE") ? [{ ...row, plannedAt }] : [],
  );
  return { rows: missed, isCut: rows.length >= limit };
}

export interface LateStartRow {
  id: string;
  definition: string;
  definitionId: string;
  schedule: string | null;
  plannedAt: Date;
  startedAt: Date | null;
  reason: string | null;
}

interface LatePage {
  rows: LateStartRow[];
  /** Where the next page ends; null when nothing older is left. */
  olderThan: { id: string; submittedAt: Date } | null;
  read: number;
}

/**
 * Of the newest `limit` runs of a stretch of the history those that began, or have still not begun, more than
 * `lateSeconds` after their tick; at most `most`, the latest. Each tenant is read by primary key.
 */
export async function selectLateStarts(
  db: Queryable,
  request: IdRange & { now: Date; lateSeconds: number; most: number },
): Promise<LatePage> {
  const { tenantIds, fromId, untilId, limit, now, lateSeconds, most } = request;
  type Row = Partial<LateStartRow> & {
    oldestId: string | null;
    oldestAt: Date | null;
    read: number;
  };
  const { rows } = await db.query<Row>({
    name: "select-late-starts",
    text: `WITH page AS MATERIALIZED (
        SELECT h.* FROM unnest($1::uuid[]) AS b(tenant_id) CROSS JOIN LATERAL (
          SELECT r.id, r.definition_name, r.definition_id, r.schedule_id, r.planned_at, r.started_at, r.ended_at, r.reason,
            r.submitted_at FROM run r
          WHERE r.tenant_id = b.tenant_id AND r.id >= $2 AND r.id < $3 ORDER BY r.id DESC LIMIT $4
        ) h ORDER BY h.id DESC LIMIT $4
      ), late AS (
        SELECT p.*, COALESCE(p.started_at, CASE WHEN p.ended_at IS NULL THEN $5::timestamptz END) - p.planned_at AS delay
        FROM page p WHERE p.planned_at IS NOT NULL
      )
      SELECT l.id, l.definition_name AS definition, l.definition_id AS "definitionId", l.schedule_id AS schedule,
        l.planned_at AS "plannedAt", l.started_at AS "startedAt", l.reason,
        o.id AS "oldestId", o.submitted_at AS "oldestAt", c.read
      FROM (SELECT count(*)::int AS read FROM page) c
      LEFT JOIN (SELECT id, submitted_at FROM page ORDER BY id LIMIT 1) o ON true
      LEFT JOIN (SELECT * FROM late WHERE delay > make_interval(secs => $6) ORDER BY delay DESC LIMIT $7) l ON true`,
    values: [tenantIds, fromId, untilId, limit, now, lateSeconds, most],
  });
  const { oldestId = null, oldestAt = null, read = 0 } = rows[0] ?? {};
  return {
    rows: rows.flatMap(lateStartFrom),
    olderThan:
      read < limit || oldestId === null || oldestAt === null
        ? null
        : { id: oldestId, submittedAt: oldestAt },
    read,
  };
}

/** Nothing for the one row of a page without a late start. */
function lateStartFrom({
  id,
  definition,
  definitionId,
  schedule,
  plannedAt,
  ...row
}: Partial<LateStartRow>) {
  if (!id || !definition || !definitionId || !plannedAt) return [];
  const { startedAt = null, reason = null } = row;
  return [
    { id, definition, definitionId, schedule: schedule ?? null, plannedAt, startedAt, reason },
  ];
}

export interface RhythmRow {
  definition: string;
  definitionId: string;
  lastStartedAt: Date;
  usualMs: number;
  longestMs: number;
  nextRunAt: Date | null;
}

/**
 * Active definitions that began in at least `leastHours` hours since an instant and have paused for `times` their usual
 * pause now, from the rollup; those with a run under way are left out. The longest pause first, at most `limit`.
 */
export async function selectSilentJobs(
  db: Queryable,
  request: {
    tenantIds: readonly string[];
    since: Date;
    now: Date;
    times: number;
    leastHours: number;
    limit: number;
  },
): Promise<RhythmRow[]> {
  const { tenantIds, since, now, times, leastHours, limit } = request;
  const { rows } = await db.query<RhythmRow>({
    name: "select-silent-jobs",
    text: `WITH begun AS (
        SELECT u.tenant_id, u.definition_id, u.hour, max(u.last_started_at) AS at FROM run_rollup u
        WHERE u.tenant_id = ANY($1::uuid[]) AND u.hour >= $2 AND u.last_started_at IS NOT NULL GROUP BY 1, 2, 3
      ), pauses AS (
        SELECT b.*, extract(epoch FROM b.at - lag(b.at) OVER (PARTITION BY b.tenant_id, b.definition_id ORDER BY b.at)) * 1000
          AS ms FROM begun b
      ), rhythm AS (
        SELECT tenant_id, definition_id, max(at) AS last, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS usual,
          max(ms) AS longest
        FROM pauses GROUP BY 1, 2 HAVING count(*) >= $5
      )
      SELECT d.name AS definition, d.id AS "definitionId", m.last AS "lastStartedAt", m.usual::float8 AS "usualMs",
        m.longest::float8 AS "longestMs",
        (SELECT min(s.next_run_at) FROM schedule s WHERE s.definition_id = d.id AND s.active) AS "nextRunAt"
      FROM rhythm m JOIN definition d ON d.id = m.definition_id AND d.active AND d.kind <> 'system'
      WHERE extract(epoch FROM $3::timestamptz - m.last) * 1000 > GREATEST($4 * m.usual, m.longest)
        AND NOT EXISTS (SELECT FROM (SELECT r.started_at, r.ended_at FROM run r
          WHERE r.tenant_id = m.tenant_id AND r.definition_id = m.definition_id ORDER BY r.id DESC LIMIT 1) n
          WHERE n.started_at > m.last OR (n.started_at IS NOT NULL AND n.ended_at IS NULL))
      ORDER BY m.last LIMIT $6`,
    values: [tenantIds, since, now, times, leastHours, limit],
  });
  return rows;
}
