import type { Queryable } from "./queryable";

/** An execution as the load report reads it. */
export interface LoadRunRow {
  id: string;
  startedAt: Date;
  /** Null while it runs. */
  endedAt: Date | null;
  queue: string;
  /** The process server that started it; null where none did. */
  server: string | null;
}

/** A stretch of the history, by time of submission: ids are in order of it. */
interface IdRange {
  tenantIds: readonly string[];
  fromId: string;
  untilId: string;
}

export interface LoadPage {
  rows: LoadRunRow[];
  /** Where the next page ends: the oldest run looked at; null when nothing older is left. */
  olderThan: { id: string; submittedAt: Date } | null;
  /** Runs looked at, those that used no slot included. */
  read: number;
}

// A server is named by the transition that started the run, because a finished run has let go of it.
const SERVER_SQL = `(SELECT t.actor FROM transition t WHERE t.run_id = r.id AND t.to_state = 'Running' ORDER BY t.seq DESC LIMIT 1)`;

// Steps, chains and waits use no slot; what ended before the period is not looked up any further.
const USED_A_SLOT =
  "r.role IN ('job', 'call') AND r.kind NOT IN ('chain', 'wait') AND r.started_at IS NOT NULL";

/**
 * The newest `limit` runs of a stretch of the history, of which those that used a slot since `since`. Each tenant is a
 * branch that reads at most `limit` rows by primary key, so that a page costs the same however large the history is.
 */
export async function selectLoadPage(
  db: Queryable,
  { tenantIds, fromId, untilId, since, limit }: IdRange & { since: Date; limit: number },
): Promise<LoadPage> {
  const { rows } = await db.query<
    Omit<LoadRunRow, "startedAt"> & { startedAt: Date | null; submittedAt: Date }
  >({
    name: "select-load-page",
    text: `WITH page AS MATERIALIZED (
        SELECT h.* FROM unnest($1::uuid[]) AS b(tenant_id) CROSS JOIN LATERAL (
          SELECT r.id, r.submitted_at, r.started_at, r.ended_at, r.queue, r.role, r.kind FROM run r
          WHERE r.tenant_id = b.tenant_id AND r.id >= $2 AND r.id < $3 ORDER BY r.id DESC LIMIT $4
        ) h ORDER BY h.id DESC LIMIT $4
      )
      SELECT r.id, r.submitted_at AS "submittedAt", r.ended_at AS "endedAt", r.queue,
        CASE WHEN u.used THEN r.started_at END AS "startedAt", CASE WHEN u.used THEN ${SERVER_SQL} END AS server
      FROM page r, LATERAL (SELECT ${USED_A_SLOT} AND (r.ended_at IS NULL OR r.ended_at >= $5) AS used) u
      ORDER BY r.id DESC`,
    values: [tenantIds, fromId, untilId, limit, since],
  });
  const oldest = rows.at(-1);
  return {
    rows: rows.flatMap(({ submittedAt: _, startedAt, ...row }) =>
      startedAt === null ? [] : [{ ...row, startedAt }],
    ),
    olderThan: rows.length < limit || oldest === undefined ? null : oldest,
    read: rows.length,
  };
}

/** The executions under way that were submitted before an id: few, and found by their state, at most `limit` of each. */
export async function selectLongRunning(
  db: Queryable,
  { tenantIds, beforeId, limit }: { tenantIds: readonly string[]; beforeId: string; limit: number },
): Promise<LoadRunRow[]> {
  const { rows } = await db.query<LoadRunRow>({
    name: "select-long-running",
    text: `SELECT r.id, r.started_at AS "startedAt", r.ended_at AS "endedAt", r.queue, ${SERVER_SQL} AS server
      FROM unnest($1::uuid[]) AS b(tenant_id)
      CROSS JOIN unnest('{Running,Waiting,Console,Killing}'::run_state[]) AS s(state)
      CROSS JOIN LATERAL (SELECT * FROM run WHERE tenant_id = b.tenant_id AND state = s.state AND id < $2
        ORDER BY id DESC LIMIT $3) r
      WHERE ${USED_A_SLOT}`,
    values: [tenantIds, beforeId, limit],
  });
  return rows;
}

/** What ended in an hour, from the rollup: how many executions, and how long they took together. */
export interface EndedHourRow {
  hour: Date;
  runs: number;
  durationMs: number;
}

/**
 * The hours of a period in which anything ended, oldest first; runs that were not executed are left out, and so are
 * chains and waits, which use no slot.
 */
export async function endedLoadByHour(
  db: Queryable,
  tenantIds: readonly string[],
  { from, until }: { from: Date; until: Date },
): Promise<EndedHourRow[]> {
  const { rows } = await db.query<{ hour: Date; runs: string; durationMs: string }>({
    name: "ended-load-by-hour",
    text: `SELECT u.hour, sum(u.runs) AS runs, sum(u.duration_ms) AS "durationMs" FROM run_rollup u
      WHERE u.tenant_id = ANY($1::uuid[]) AND u.hour >= $2 AND u.hour < $3 AND u.last_started_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM definition d WHERE d.id = u.definition_id AND d.kind IN ('chain', 'wait'))
      GROUP BY u.hour ORDER BY u.hour`,
    values: [tenantIds, from, until],
  });
  return rows.map(({ hour, runs, durationMs }) => ({
    hour,
    runs: Number(runs),
    durationMs: Number(durationMs),
  }));
}

/** The slots of the process servers that run, by name. */
export async function slotsOfServers(db: Queryable): Promise<Map<string, number>> {
  const { rows } = await db.query<{ name: string; slots: number }>(
    `SELECT name, sum(concurrency)::int AS slots FROM process_server WHERE state = 'running' GROUP BY name`,
  );
  return new Map(rows.map(({ name, slots }) => [name, slots]));
}
