import type { Queryable } from "./queryable";
import { durationMsSql } from "./report-rollup";

/** A completed run of a job and how long it took, in milliseconds. */
export interface LatestDurationRow {
  tenantId: string;
  jobName: string;
  runId: string;
  durationMs: number;
}

/** Runs of a definition that are looked at for completed ones: what lies further back costs nothing. */
const LOOKED_AT = 60;

/**
 * Of each definition that has these job names the latest completed runs among its last {@link LOOKED_AT}, at most `limit`
 * per job, by when they started, newest first.
 */
export async function selectLatestDurations(
  db: Queryable,
  jobs: readonly { tenantId: string; jobName: string }[],
  limit: number,
): Promise<LatestDurationRow[]> {
  if (jobs.length === 0) return [];
  const { rows } = await db.query<LatestDurationRow & { durationMs: string | number }>({
    name: "latest-durations",
    text: `WITH jobs AS (SELECT DISTINCT w.tenant_id, w.job_name, w.definition_id
        FROM unnest($1::uuid[], $2::text[]) AS u(tenant_id, job_name) JOIN run_start_rollup w USING (tenant_id, job_name)
        WHERE w.hour = '-infinity' AND w.state = 'Completed'),
      ranked AS (
        SELECT j.tenant_id, j.job_name, r.id, r.ms, row_number() OVER (PARTITION BY j.tenant_id, j.job_name ORDER BY r.started_at DESC, r.id DESC) AS place
        FROM jobs j CROSS JOIN LATERAL (
          SELECT l.* FROM (SELECT r.id, r.state, r.role, r.job_name, r.started_at, ${durationMsSql("r")} AS ms FROM run r
            WHERE r.tenant_id = j.tenant_id AND r.definition_id = j.definition_id ORDER BY r.id DESC LIMIT ${LOOKED_AT}) AS l
          WHERE l.state = 'Completed' AND l.role <> 'step' AND l.job_name = j.job_name AND l.started_at IS NOT NULL) AS r)
      SELECT tenant_id AS "tenantId", job_name AS "jobName", id AS "runId", ms AS "durationMs" FROM ranked WHERE place <= $3
      ORDER BY tenant_id, job_name, place`,
    values: [jobs.map((job) => job.tenantId), jobs.map((job) => job.jobName), limit],
  });
  return rows.map((row) => ({ ...row, durationMs: Number(row.durationMs) }));
}
