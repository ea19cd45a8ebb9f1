import { NEEDS_A_PERSON } from "@/lib/domain/run/explanation/chain-waits";
import type { ChildrenWaitFacts, QuestionFacts } from "@/lib/domain/run/explanation/run-facts";
import { type RunState, statesIn } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";
import { RUN_COLUMNS, type RunRow } from "./run-row";

/** A chain or step that is explained by its children. */
export interface WaitingParent {
  id: string;
  tenantId: string;
  role: string;
  state: RunState;
}

const EXECUTING: readonly RunState[] = ["Running", "Killing", "Dispatched", "Assigned"];
const QUIET: readonly RunState[] = ["New", "Chained", "Disabled", ...statesIn("final")];
const BAD: readonly RunState[] = ["Error", "Unknown", "Killed", "Canceled"];
const UNTOLD = 9;

// Of a live parent the one that needs a person, else one that is executing, else one that waits; of an ended one the last
// that ended badly. Calls say more than the steps around them.
const RANK_SQL = `CASE WHEN u.has_ended THEN CASE WHEN m.state = ANY($9::run_state[]) THEN 0 ELSE ${UNTOLD} END
    WHEN m.state = ANY($6::run_state[]) THEN 0 WHEN m.state = ANY($7::run_state[]) THEN 1
    WHEN m.state = ANY($8::run_state[]) THEN ${UNTOLD} WHEN m.state = 'Waiting' THEN 3 ELSE 2 END`;
const MEMBER_COLUMNS = "r.id, r.role, r.state, r.ended_at, r.step_name, r.call_name";

const CHILDREN_SQL = `
SELECT u.id AS "parentOf", k.members, k.total, k.open, ${RUN_COLUMNS}
FROM unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::boolean[]) AS u(tenant_id, id, is_chain, has_ended)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS members, (count(DISTINCT c.name) FILTER (WHERE c.is_child))::int AS total,
    (count(*) FILTER (WHERE c.is_child AND c.ended_at IS NULL))::int AS open,
    (array_agg(c.id ORDER BY c.rank, c.role = 'step', c.ended_at DESC NULLS FIRST, c.id) FILTER (WHERE c.rank < ${UNTOLD}))[1] AS first
  FROM (
    SELECT m.*, (m.role = 'step') = u.is_chain AS is_child, COALESCE(m.call_name, m.step_name, '') AS name, ${RANK_SQL} AS rank
    FROM (
      (SELECT ${MEMBER_COLUMNS} FROM run r WHERE u.is_chain AND r.chain_id = u.id LIMIT $5)
      UNION ALL
      (SELECT ${MEMBER_COLUMNS} FROM run r WHERE NOT u.is_chain AND r.parent_id = u.id LIMIT $5)
    ) AS m
  ) AS c
) AS k
LEFT JOIN run r ON r.tenant_id = u.tenant_id AND r.id = k.first LEFT JOIN tenant n ON n.id = r.tenant_id`;

type ChildrenRow = { parentOf: string; members: number; total: number; open: number } & (
  | RunRow
  | { id: null }
);

/** The children of chains and steps, up to `most` runs below each, by the id of the parent. */
export async function loadChildrenFacts(
  db: Queryable,
  parents: readonly WaitingParent[],
  most: number,
): Promise<Map<string, ChildrenWaitFacts>> {
  if (parents.length === 0) return new Map();
  const { rows } = await db.query<ChildrenRow>(CHILDREN_SQL, [
    parents.map((parent) => parent.tenantId),
    parents.map((parent) => parent.id),
    parents.map((parent) => parent.role !== "step"),
    parents.map((parent) => statesIn("final").includes(parent.state)),
    most,
    NEEDS_A_PERSON,
    EXECUTING,
    QUIET,
    BAD,
  ]);
  const roles = new Map(parents.map((parent) => [parent.id, parent.role]));
  return new Map(
    rows.map(({ parentOf, members, total, open, ...first }) => [
      parentOf,
      {
        kind: "children",
        of: roles.get(parentOf) === "step" ? "call" : "step",
        total: members < most ? total : null,
        open,
        first: first.id === null ? null : first,
      },
    ]),
  );
}

/** A run that asks, or that waits for one that does. */
type AskingParent = Pick<WaitingParent, "id" | "tenantId" | "role">;

/** A run that has ended may be asked about too: whether it is to be started again. */
const ASKING: readonly RunState[] = ["Console", ...BAD];

/**
 * The open question of each run, its own before one of those below it, of which up to `most` are looked through; by the
 * id of the run.
 */
export async function loadQuestions(
  db: Queryable,
  runs: readonly AskingParent[],
  most: number,
): Promise<Map<string, QuestionFacts>> {
  if (runs.length === 0) return new Map();
  const { rows } = await db.query<QuestionFacts & { id: string }>(
    `SELECT u.id, q.message, q."askedBy", q.text, q.replies, q."askedAt"
     FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS u(tenant_id, id, role)
     CROSS JOIN LATERAL (
       SELECT m.id AS message, m.run_id AS "askedBy", m.text, m.replies, m.created_at AS "askedAt"
       FROM (
         SELECT u.id
         UNION ALL
         (SELECT c.id FROM (SELECT r.id, r.state FROM run r WHERE u.role = 'chain' AND r.chain_id = u.id LIMIT $5) AS c WHERE c.state = ANY($4::run_state[]))
         UNION ALL
         (SELECT c.id FROM (SELECT r.id, r.state FROM run r WHERE u.role = 'step' AND r.parent_id = u.id LIMIT $5) AS c WHERE c.state = ANY($4::run_state[]))
       ) AS asking
       CROSS JOIN LATERAL (SELECT * FROM operator_message m WHERE m.run_id = asking.id AND m.state = 'open') AS m
       WHERE m.tenant_id = u.tenant_id ORDER BY m.run_id <> u.id, m.id DESC LIMIT 1
     ) AS q`,
    [
      runs.map((run) => run.tenantId),
      runs.map((run) => run.id),
      runs.map((run) => run.role),
      ASKING,
      most,
    ],
  );
  return new Map(rows.map(({ id, ...question }) => [id, question]));
}
