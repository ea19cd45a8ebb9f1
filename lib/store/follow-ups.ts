import type { RestartBehaviour } from "@/lib/domain/definition/definition-properties";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";
import { looksAtStepSql } from "./tell-parents";

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
  /** The window its call had, and how long it had to be open; null for none. */
  window: string | null;
  minimumOpenSeconds: number | null;
}

/**
 * Takes up to `limit` ended runs that may be started again, except those given; they count as looked at when the
 * transaction commits.
 */
export async function takeEndedRuns(
  tx: Queryable,
  limit: number,
  except: readonly string[],
): Promise<EndedRunRow[]> {
  const { rows } = await tx.query<EndedRunRow>({
    name: "take-ended-runs",
    text: `WITH taken AS (
        SELECT tenant_id, id FROM run WHERE conduct AND ended_at IS NOT NULL AND role <> 'step' AND NOT (id = ANY($2::uuid[]))
        ORDER BY tenant_id, id LIMIT $1 FOR UPDATE SKIP LOCKED
      ), looked AS (
        UPDATE run r SET conduct = false FROM taken t WHERE r.tenant_id = t.tenant_id AND r.id = t.id RETURNING r.*
      )
      SELECT r.tenant_id AS "tenantId", r.id, r.role, r.state, r.definition_name AS "definitionName", r.job_name AS "jobName",
        r.job_count AS "jobCount", r.queue, r.priority, r.parameters, r.schedule_id AS "scheduleId", r.submitted_by AS "submittedBy",
        r.root_start_at AS "rootStartAt", r.parent_id AS "parentId", r.chain_id AS "chainId", r.step_name AS "stepName",
        r.call_name AS "callName", r.iteration, g.needs -> 'restart' AS restart, COALESCE(g.starts, 1) AS starts,
        (SELECT m.reply FROM operator_message m WHERE m.run_id = r.id AND m.state = 'replied' ORDER BY m.id DESC LIMIT 1) AS reply,
        g.needs ->> 'window' AS window, (g.needs ->> 'minimumOpenSeconds')::int AS "minimumOpenSeconds"
      FROM looked r LEFT JOIN run_gate g ON g.tenant_id = r.tenant_id AND g.run_id = r.id ORDER BY r.id`,
    values: [limit, except],
  });
  return rows;
}

/**
 * Of these steps those that go on, and may be given another attempt of a call. Holds their chains until the transaction
 * ends: nobody stops them meanwhile.
 */
export async function findStepsGoingOn(
  tx: Queryable,
  calls: readonly Pick<EndedRunRow, "tenantId" | "parentId" | "chainId">[],
): Promise<Set<string>> {
  if (calls.length === 0) return new Set();
  const tenantIds = calls.map(({ tenantId }) => tenantId);
  await tx.query(
    `SELECT FROM run r WHERE (r.tenant_id, r.id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
     ORDER BY r.id FOR NO KEY UPDATE`,
    [tenantIds, calls.map(({ chainId }) => chainId)],
  );
  const { rows } = await tx.query<{ id: string }>(
    `SELECT r.id FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
     JOIN run r ON r.tenant_id = u.tenant_id AND r.id = u.id WHERE r.state IN ('Running', 'Waiting')`,
    [tenantIds, calls.map(({ parentId }) => parentId)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Restarts of a chain by its handlers that led to this run of it; 0 for what is no chain. */
export async function countHandlerRestarts(
  tx: Queryable,
  run: Pick<EndedRunRow, "tenantId" | "id">,
): Promise<number> {
  const { rows } = await tx.query<{ restarts: number }>(
    "SELECT handler_restarts AS restarts FROM chain_run WHERE tenant_id = $1 AND run_id = $2",
    [run.tenantId, run.id],
  );
  return rows[0]?.restarts ?? 0;
}

/** Counts calls that are over for good in their steps; the conductor looks at steps with none left. */
export async function countOver(
  tx: Queryable,
  runs: readonly Pick<EndedRunRow, "tenantId" | "parentId">[],
): Promise<void> {
  const children = runs.filter(({ parentId }) => parentId !== null);
  if (children.length === 0) return;
  await tx.query(
    `WITH over AS (
       SELECT tenant_id, id, count(*) AS calls FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id) GROUP BY 1, 2
     ), steps AS (
       SELECT p.tenant_id, p.id, o.calls FROM over o JOIN run p ON p.tenant_id = o.tenant_id AND p.id = o.id
       ORDER BY p.id FOR NO KEY UPDATE OF p
     )
     UPDATE run p SET open_children = GREATEST(p.open_children - s.calls, 0), conduct = p.ended_at IS NULL AND (p.conduct OR ${looksAtStepSql("p", "s.calls")})
     FROM steps s WHERE p.tenant_id = s.tenant_id AND p.id = s.id`,
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
