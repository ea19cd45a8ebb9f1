import type { TenantScope } from "@/lib/domain/access/access";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** A run and the question last put for it. */
export interface AskingRun {
  state: RunState;
  /** Null when nothing is asked; `repliedBy` tells who has answered it. */
  message: { id: string; repliedBy: string | null } | null;
}

/**
 * The question a run of the scope, or a step of it, puts to the operators: the open one, else the last that was
 * answered. Null when there is no such run.
 */
export async function findLatestQuestion(
  db: Queryable,
  scope: TenantScope,
  runId: string,
): Promise<AskingRun | null> {
  const { rows } = await db.query<{
    state: RunState;
    message: string | null;
    repliedBy: string | null;
  }>(
    `SELECT r.state, q.id AS message, q.replied_by AS "repliedBy" FROM run r LEFT JOIN LATERAL (
       SELECT m.id, m.replied_by FROM operator_message m WHERE m.state <> 'withdrawn'
         AND (m.run_id = r.id OR m.run_id IN (SELECT s.id FROM run s WHERE s.chain_id = r.id AND s.role = 'step'))
       ORDER BY m.state = 'open' DESC, m.id DESC LIMIT 1
     ) q ON true
     WHERE r.id = $1 AND r.tenant_id = ANY(CASE WHEN $2 THEN ARRAY(SELECT t.id FROM tenant t) ELSE ARRAY[$3::uuid] END)`,
    [runId, scope.allTenants, scope.tenantId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { state, message, repliedBy } = row;
  return { state, message: message === null ? null : { id: message, repliedBy } };
}
