import type { RunState } from "@/lib/domain/run/run-state";
import { finishRuns } from "@/lib/store/finish-runs";
import { moveRuns } from "@/lib/store/move-runs";
import type { Queryable } from "@/lib/store/queryable";
import { type MadeDefinition, makeRun } from "./engine-factories";

/** A started run as a report should count it. */
export interface ReportRun {
  definition: MadeDefinition;
  startedAt: Date;
  /** Planned this long before its start; negative: it started early. */
  delayMs: number;
  /** Null: it is still running. */
  durationMs: number | null;
  state: RunState;
  submittedBy: string;
  role?: string;
}

/** Makes a run as the engine does: it runs, and is ended by the statements that end runs. Answers its id. */
export async function makeReportRun(db: Queryable, id: string, run: ReportRun): Promise<void> {
  const { definition, startedAt, delayMs, durationMs, state, submittedBy, role = "job" } = run;
  const planned = new Date(startedAt.getTime() - delayMs);
  const columns = {
    ...{ id, role, submitted_by: submittedBy, started_at: startedAt, ready: false },
    ...{ start_at: planned, submitted_at: new Date(Math.min(+planned, +startedAt)) },
  };
  await makeRun(db, definition, { state: "Running", at: columns.submitted_at, columns });
  if (durationMs === null) return;
  const now = new Date(startedAt.getTime() + durationMs);
  const { tenantId } = definition;
  if (state === "Killed") {
    const path = ["Killing", "Killed"] as const;
    const move = { tenantId, runId: id, from: ["Running"] as const, path };
    await moveRuns(db, [{ ...move, reason: null, detail: null }], { actor: "test", now });
    return;
  }
  const outcome = { tenantId, runId: id, to: state, detail: null, reason: null, actor: "test" };
  const answer = { httpStatus: null, returnCode: null, result: null, logLines: [] };
  await finishRuns(db, [{ ...outcome, ...answer, attempt: null, serverId: null }], now);
}

interface Fault {
  fault: string;
}

/** Where run_start_rollup says something else than a recount of the runs that are kept; empty when nothing is wrong. */
export async function startRollupFaults(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<Fault>(`
    WITH counted AS (
      SELECT r.tenant_id, r.definition_id, r.job_name, r.submitted_by, r.state, g.hour, count(*) AS runs,
        sum(GREATEST(0, round(extract(epoch FROM ended_at - started_at) * 1000))::bigint) AS duration_ms,
        sum(GREATEST(0, round(extract(epoch FROM started_at - COALESCE(planned_at, start_at)) * 1000))::bigint) AS delay_ms,
        max(GREATEST(0, round(extract(epoch FROM ended_at - started_at) * 1000))::bigint) AS max_duration_ms,
        min(started_at) AS first_started_at, max(started_at) AS last_started_at
      FROM run r CROSS JOIN LATERAL (VALUES (date_trunc('hour', r.started_at, 'UTC')), ('-infinity'::timestamptz)) AS g(hour)
      WHERE ended_at IS NOT NULL AND started_at IS NOT NULL AND role <> 'step' GROUP BY 1, 2, 3, 4, 5, 6
    )
    SELECT concat_ws(' ', job_name, hour, state, 'told', w.runs, w.duration_ms, w.delay_ms, w.max_duration_ms, w.first_started_at,
      'counted', c.runs, c.duration_ms, c.delay_ms, c.max_duration_ms, c.first_started_at) AS fault
    FROM counted c FULL JOIN (SELECT * FROM run_start_rollup WHERE runs <> 0) w
      USING (tenant_id, definition_id, job_name, submitted_by, state, hour)
    WHERE (w.runs, w.duration_ms, w.delay_ms) IS DISTINCT FROM (c.runs, c.duration_ms, c.delay_ms)
      OR (NOT w.stale AND (w.max_duration_ms, w.first_started_at, w.last_started_at)
        IS DISTINCT FROM (c.max_duration_ms, c.first_started_at, c.last_started_at))`);
  return rows.map(({ fault }) => fault);
}
