import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** A run that waits for a gate or is in it. */
export interface GateRunRow {
  run: string;
  definition: string;
  jobName: string;
  jobCount: string;
  state: RunState;
  priority: number;
  startAt: Date;
}

/** Columns of a run `r` as a gate names it. */
export const GATE_RUN_COLUMNS = `r.id AS run, r.definition_name AS definition, r.job_name AS "jobName",
  r.job_count AS "jobCount", r.state, r.priority, r.start_at AS "startAt"`;

/** The runs that are blocked on something, in the order they would start (run-states-and-chains 4.3). */
export async function selectBlockedRuns(
  db: Queryable,
  { tenantId, resource, limit }: { tenantId: string; resource: string; limit: number },
): Promise<GateRunRow[]> {
  const { rows } = await db.query<GateRunRow>(
    `SELECT ${GATE_RUN_COLUMNS} FROM run r WHERE r.tenant_id = $1 AND r.blocked_on = $2
     ORDER BY r.priority DESC, r.root_start_at, r.start_at, r.id LIMIT $3`,
    [tenantId, resource, limit],
  );
  return rows;
}

/** How many runs are blocked on each of some resources, each counted to `most`; resources without any are left out. */
export async function countBlockedRuns(
  db: Queryable,
  { tenantId, resources, most }: { tenantId: string; resources: readonly string[]; most: number },
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ resource: string; runs: number }>(
    `SELECT u.resource, c.runs FROM unnest($2::text[]) AS u(resource), LATERAL (
       SELECT count(*)::int AS runs FROM
         (SELECT FROM run r WHERE r.tenant_id = $1 AND r.blocked_on = u.resource LIMIT $3) AS blocked
     ) AS c WHERE c.runs > 0`,
    [tenantId, resources, most],
  );
  return new Map(rows.map((row) => [row.resource, row.runs]));
}
