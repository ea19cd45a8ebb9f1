import type { TenantScope } from "@/lib/domain/access/access";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** A run an operator acts on. */
export interface OperatedRun {
  id: string;
  tenantId: string;
  state: RunState;
  /** job, chain, step or call */
  role: string;
  parentId: string | null;
  chainId: string | null;
  serverId: string | null;
  holdWhenReached: boolean;
}

const COLUMNS = `r.id, r.tenant_id AS "tenantId", r.state, r.role, r.parent_id AS "parentId", r.chain_id AS "chainId",
  r.server_id AS "serverId", r.hold_when_reached AS "holdWhenReached"`;

/** Tenants a scope reaches; spelled out, so that keys are used. */
const IN_SCOPE =
  "r.tenant_id = ANY(CASE WHEN $2 THEN ARRAY(SELECT t.id FROM tenant t) ELSE ARRAY[$3::uuid] END)";

/** The runs of the scope among these. */
export async function findOperatedRuns(
  db: Queryable,
  scope: TenantScope,
  ids: readonly string[],
): Promise<OperatedRun[]> {
  const { rows } = await db.query<OperatedRun>(
    `SELECT ${COLUMNS} FROM run r WHERE r.id = ANY($1::uuid[]) AND ${IN_SCOPE}`,
    [ids, scope.allTenants, scope.tenantId],
  );
  return rows;
}

/** The runs of the scope among these, held against changes until the transaction ends. */
export async function lockOperatedRuns(
  tx: Queryable,
  scope: TenantScope,
  ids: readonly string[],
): Promise<OperatedRun[]> {
  const { rows } = await tx.query<OperatedRun>(
    `SELECT ${COLUMNS} FROM run r WHERE r.id = ANY($1::uuid[]) AND ${IN_SCOPE} ORDER BY r.id FOR UPDATE OF r`,
    [ids, scope.allTenants, scope.tenantId],
  );
  return rows;
}

/** Live runs of a definition, or of one schedule of it. */
export async function findLiveRunsOf(
  db: Queryable,
  { tenantId, definitionId, scheduleId }: DefinitionRuns,
): Promise<OperatedRun[]> {
  const { rows } = await db.query<OperatedRun>(
    `SELECT ${COLUMNS} FROM run r WHERE r.tenant_id = $1 AND r.definition_id = $2 AND r.ended_at IS NULL
       ${scheduleId === undefined ? "" : "AND r.schedule_id = $3"} ORDER BY r.id`,
    scheduleId === undefined ? [tenantId, definitionId] : [tenantId, definitionId, scheduleId],
  );
  return rows;
}

/** Whose runs are meant. */
export interface DefinitionRuns {
  tenantId: string;
  definitionId: string;
  /** Only those of this schedule. */
  scheduleId?: string | undefined;
}

/**
 * Holds the chains these runs are part of until the transaction ends: whatever is decided about a chain comes before
 * or after what the operator does to a part of it, never in between.
 */
export async function holdChainsOf(tx: Queryable, runs: readonly OperatedRun[]): Promise<void> {
  const members = runs.filter(({ chainId }) => chainId !== null);
  if (members.length === 0) return;
  await tx.query(
    `SELECT FROM run r WHERE (r.tenant_id, r.id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
     ORDER BY r.id FOR NO KEY UPDATE`,
    [members.map(({ tenantId }) => tenantId), members.map(({ chainId }) => chainId)],
  );
}

type RunKey = Pick<OperatedRun, "tenantId" | "id">;

function keysOf(runs: readonly RunKey[]): [string[], string[]] {
  return [runs.map(({ tenantId }) => tenantId), runs.map(({ id }) => id)];
}

/** Sets or takes back the hold flag of runs that are still in the state they were seen in; answers whose it did. */
export async function setHoldWhenReached(
  tx: Queryable,
  runs: readonly Pick<OperatedRun, "tenantId" | "id" | "state">[],
  isHeld: boolean,
): Promise<string[]> {
  if (runs.length === 0) return [];
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE run r SET hold_when_reached = $4
     FROM unnest($1::uuid[], $2::uuid[], $3::run_state[]) AS u(tenant_id, id, state)
     WHERE r.tenant_id = u.tenant_id AND r.id = u.id AND r.state = u.state AND r.hold_when_reached <> $4 RETURNING r.id`,
    [...keysOf(runs), runs.map(({ state }) => state), isHeld],
  );
  return rows.map(({ id }) => id);
}

/** Has the conductor look at chains and steps that have not ended. */
export async function wakeConductor(tx: Queryable, runs: readonly RunKey[]): Promise<void> {
  if (runs.length === 0) return;
  await tx.query(
    `UPDATE run r SET conduct = true FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
     WHERE r.tenant_id = u.tenant_id AND r.id = u.id AND r.role IN ('chain', 'step') AND r.ended_at IS NULL`,
    keysOf(runs),
  );
}
