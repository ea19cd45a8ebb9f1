import { RUN_STATES, type RunState, statesIn } from "@/lib/domain/run/run-state";
import { SYSTEM_DEFINITION_IDS } from "@/lib/domain/system/system-jobs";
import type { Queryable } from "./queryable";

const LIVE_STATES = statesIn("initial", "pre-running", "running");

interface CountRequest {
  tenantIds: readonly string[];
  states?: readonly RunState[] | undefined;
  definitions?: readonly { id: string; tenantId: string }[] | undefined;
}

/**
 * How many runs are in each state: finished ones from the rollup, live ones from the index of states. The live rows are
 * few, so the history is never gone through. Steps are not counted: they only stand for their calls; nor are the runs of
 * system jobs, unless these are the definitions asked for.
 */
export async function countRunsByState(
  db: Queryable,
  request: CountRequest,
): Promise<Map<RunState, number>> {
  const wanted = request.states ?? RUN_STATES;
  const live = wanted.filter((state) => LIVE_STATES.includes(state));
  const final = wanted.filter((state) => !LIVE_STATES.includes(state));
  const definitionIds = request.definitions?.map((definition) => definition.id) ?? null;
  const { rows } = await db.query<{ state: RunState; runs: string }>(
    `SELECT state, count(*) AS runs FROM run
     WHERE tenant_id = ANY($1::uuid[]) AND state = ANY($2::run_state[]) AND role <> 'step'
       AND CASE WHEN $4::uuid[] IS NULL THEN definition_id <> ALL($5::uuid[]) ELSE definition_id = ANY($4) END
     GROUP BY state
     UNION ALL
     SELECT state, sum(runs) FROM run_rollup
     WHERE tenant_id = ANY($1::uuid[]) AND state = ANY($3::run_state[]) AND CASE WHEN $4::uuid[] IS NULL THEN definition_id <> ALL($5::uuid[]) ELSE definition_id = ANY($4) END
     GROUP BY state`,
    [request.tenantIds, live, final, definitionIds, SYSTEM_DEFINITION_IDS],
  );
  return new Map(rows.map((row) => [row.state, Number(row.runs)]));
}

/** The final states some definitions have runs in. */
export async function finalStatesOf(
  db: Queryable,
  definitions: readonly { id: string; tenantId: string }[],
): Promise<RunState[]> {
  const { rows } = await db.query<{ state: RunState }>(
    `SELECT DISTINCT u.state FROM unnest($1::uuid[], $2::uuid[]) AS o(tenant_id, definition_id)
     JOIN run_rollup u ON u.tenant_id = o.tenant_id AND u.definition_id = o.definition_id WHERE u.runs > 0`,
    [
      definitions.map((definition) => definition.tenantId),
      definitions.map((definition) => definition.id),
    ],
  );
  return rows.map((row) => row.state);
}
