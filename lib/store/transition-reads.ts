import type { TenantScope } from "@/lib/domain/access/access";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** One state change of a run. */
export interface TransitionRow {
  runId: string;
  seq: number;
  at: Date;
  from: RunState | null;
  to: RunState;
  actor: string;
  reason: string | null;
}

/** The state changes of some runs of the scope, oldest first per run. */
export async function selectTransitions(
  db: Queryable,
  scope: TenantScope,
  runIds: readonly string[],
): Promise<TransitionRow[]> {
  if (runIds.length === 0) return [];
  const { rows } = await db.query<TransitionRow>(
    `SELECT run_id AS "runId", seq, at, from_state AS "from", to_state AS "to", actor, reason FROM transition
     WHERE run_id = ANY($1::uuid[]) AND ($2 OR tenant_id = $3) ORDER BY run_id, seq`,
    [runIds, scope.allTenants, scope.tenantId],
  );
  return rows;
}
