import type { RestartBehaviour } from "@/lib/domain/definition/definition-properties";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** An ended run whose restart behaviour has to be asked. */
export interface EndedRunRow {
  tenantId: string;
  id: string;
  role: "job" | "chain" | "call";
  state: RunState;
  definitionName: string;
  jobName: string;
  jobCount: string;
  queue: string;
  priority: number;
  parameters: unknown;
  scheduleId: string | null;
  submittedBy: string;
  rootStartAt: Date;
  parentId: string | null;
  chainId: string | null;
  stepName: string | null;
  callName: string | null;
  iteration: number;
  restart: RestartBehaviour | null;
  starts: number;
  /** The last answer to the question whether to start it again. */
  reply: string | null;
  /** The step it belongs to has ended meanwhile. */
  isParentEnded: boolean;
}

/** Takes up to `limit` ended runs that may be started again; they count as looked at when the transaction commits. */
export async function takeEndedRuns(tx: Queryable, limit: number): Promise<EndedRunRow[]> {
  const { rows } = await tx.query<EndedRunRow>({
    name: "take-ended-runs",
    text: `WITH taken AS (
        SELECT tenant_id, id FROM run WHERE conduct AND ended_at IS NOT NULL AND role <> 'step'
        ORDER BY tenant_id, id LIMIT $1 FOR UPDATE SKIP LOCKED
      ), looked AS (
        UPDATE run r SET conduct = false FROM taken t WHERE r.tenant_id = t.tenant_id AND r.id = t.id RETURNING r.*
      )
      SELECT r.tenant_id AS "tenantId", r.id, r.role, r.state, r.definition_name AS "definitionName", r.job_name AS "jobName",
        r.job_count AS "jobCount", r.queue, r.priority, r.parameters, r.schedule_id AS "scheduleId", r.submitted_by AS "submittedBy",
        r.root_start_at AS "rootStartAt", r.parent_id AS "parentId", r.chain_id AS "chainId", r.step_name AS "stepName",
        r.call_name AS "callName", r.iteration, g.needs -> 'restart' AS restart, COALESCE(g.starts, 1) AS starts,
        (SELECT m.reply FROM operator_message m WHERE m.run_id = r.id AND m.state = 'replied' ORDER BY m.id DESC LIMIT 1) AS reply,
        COALESCE(p.ended_at IS NOT NULL, false) AS "isParentEnded"
      FROM looked r LEFT JOIN run_gate g ON g.tenant_id = r.tenant_id AND g.run_id = r.id
        LEFT JOIN run p ON p.tenant_id = r.tenant_id AND p.id = r.parent_id ORDER BY r.id`,
    values: [limit],
  });
  return rows;
}

/** Counts calls that are over for good in their steps; the conductor looks at steps with none left. */
export async function countOver(
  tx: Queryable,
  runs: readonly Pick<EndedRunRow, "tenantId" | "parentId">[],
): Promise<void> {
  const children = runs.filter(({ parentId }) => parentId !== null);
  if (children.length === 0) return;
  await tx.query(
    `UPDATE run p SET open_children = p.open_children - o.over, conduct = p.ended_at IS NULL AND (p.conduct OR p.open_children <= o.over)
     FROM (SELECT tenant_id, id, count(*) AS over FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id) GROUP BY 1, 2) o
     WHERE p.tenant_id = o.tenant_id AND p.id = o.id`,
    [children.map(({ tenantId }) => tenantId), children.map(({ parentId }) => parentId)],
  );
}

/** Switches schedules off because the restart behaviour of their definition says so; with an entry in the action log. */
export async function stopSchedules(
  tx: Queryable,
  scheduleIds: readonly string[],
  now: Date,
): Promise<void> {
  if (scheduleIds.length === 0) return;
  await tx.query(
    `WITH done AS (
       UPDATE schedule SET active = false, next_run_at = NULL, modified_at = $2 WHERE id = ANY($1::uuid[]) AND active
       RETURNING id, tenant_id, definition_id
     )
     INSERT INTO action_log_entry (tenant_id, at, type, action, definition_id, job_id, schedule_id, actor, text)
     SELECT x.tenant_id, $2, 'SCHEDULE', 'DEACTIVATION', x.definition_id, d.job_id, x.id, 'system',
       'The schedule was deactivated by the restart behaviour of its definition, after the end of a run.'
     FROM done x JOIN definition d ON d.id = x.definition_id`,
    [scheduleIds, now],
  );
}
