import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";
import { RUN_COLUMNS, type RunRow } from "./run-row";

/** The run of a chain or step whose members are read. */
export interface ParentRun {
  id: string;
  tenantId: string;
  role: string;
}

/** One state change of a member of a chain. */
export interface MemberTransition {
  at: Date;
  from: RunState | null;
  to: RunState;
  actor: string;
  reason: string | null;
}

/** A run below a chain or step, with its latest state changes, oldest first. */
export interface MemberRow extends RunRow {
  transitions: MemberTransition[];
}

interface MemberLimits {
  runs: number;
  /** State changes of one run. */
  transitions: number;
}

// Everything a chain has below it, nested chains with all of theirs: each level is one stretch of the index by chain.
function membersSql(isStep: boolean): string {
  return `
WITH RECURSIVE member AS (
  SELECT r.id, r.role FROM run r WHERE ${isStep ? "r.parent_id" : "r.chain_id"} = $1
  UNION ALL
  SELECT c.id, c.role FROM member m CROSS JOIN LATERAL (SELECT r.id, r.role FROM run r WHERE r.chain_id = m.id) AS c
  WHERE m.role = 'chain'
), head AS MATERIALIZED (SELECT id FROM member ORDER BY id LIMIT $3)
SELECT ${RUN_COLUMNS}, c.transitions FROM head JOIN run r ON r.tenant_id = $2 AND r.id = head.id
JOIN tenant n ON n.id = r.tenant_id
CROSS JOIN LATERAL (
  SELECT json_agg(json_build_object('at', t.at, 'from', t.from_state, 'to', t.to_state, 'actor', t.actor, 'reason', t.reason) ORDER BY t.seq) AS transitions
  FROM (SELECT * FROM transition t WHERE t.run_id = r.id ORDER BY t.seq DESC LIMIT $4) AS t
) AS c ORDER BY r.id`;
}

type StoredTransition = Omit<MemberTransition, "at"> & { at: string };

/** The runs below a chain or step in the order they were made, up to a number, with their state changes: one statement. */
export async function selectMembers(
  db: Queryable,
  { id, tenantId, role }: ParentRun,
  limits: MemberLimits,
): Promise<MemberRow[]> {
  const { rows } = await db.query<RunRow & { transitions: StoredTransition[] | null }>(
    membersSql(role === "step"),
    [id, tenantId, limits.runs, limits.transitions],
  );
  return rows.map((row) => ({
    ...row,
    transitions: (row.transitions ?? []).map((change) => ({ ...change, at: new Date(change.at) })),
  }));
}

/** A run as another run names it. */
export interface RelatedRow {
  id: string;
  role: string;
  definition: string;
  jobName: string;
  jobCount: string;
  state: RunState;
  stepName: string | null;
  callName: string | null;
  iteration: number;
}

const RELATED_COLUMNS = `r.id, r.role, r.definition_name AS definition, r.job_name AS "jobName", r.job_count AS "jobCount",
  r.state, r.step_name AS "stepName", r.call_name AS "callName", r.iteration`;

/** How deep chains can be nested, with a step and a call on each level. */
const MAX_ANCESTORS = 64;

/** The runs a run is part of, the outermost first. */
export async function selectAncestors(
  db: Queryable,
  { tenantId, parentId }: { tenantId: string; parentId: string },
): Promise<RelatedRow[]> {
  const { rows } = await db.query<RelatedRow>(
    `WITH RECURSIVE way AS (
       SELECT r.id, r.parent_id, 1 AS height FROM run r WHERE r.tenant_id = $1 AND r.id = $2
       UNION ALL
       SELECT p.id, p.parent_id, w.height + 1 FROM way w CROSS JOIN LATERAL (
         SELECT r.id, r.parent_id FROM run r WHERE r.tenant_id = $1 AND r.id = w.parent_id) AS p WHERE w.height < $3
     ) SELECT ${RELATED_COLUMNS} FROM way w JOIN run r ON r.tenant_id = $1 AND r.id = w.id ORDER BY w.height DESC`,
    [tenantId, parentId, MAX_ANCESTORS],
  );
  return rows;
}

/** Runs of a tenant by their ids. */
export async function selectRelated(
  db: Queryable,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<RelatedRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<RelatedRow>(
    `SELECT ${RELATED_COLUMNS} FROM run r WHERE r.tenant_id = $1 AND r.id = ANY($2::uuid[])`,
    [tenantId, ids],
  );
  return rows;
}

/** The first run that took the place of one, or null. */
export async function findRestart(
  db: Queryable,
  run: { id: string; tenantId: string },
): Promise<RelatedRow | null> {
  const { rows } = await db.query<RelatedRow>(
    `SELECT ${RELATED_COLUMNS} FROM run r WHERE r.restart_of = $2 AND r.tenant_id = $1 ORDER BY r.id LIMIT 1`,
    [run.tenantId, run.id],
  );
  return rows[0] ?? null;
}
