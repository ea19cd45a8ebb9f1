import { isFinal, type RunState, STAGES, stageOf } from "@/lib/domain/run/run-state";
import type { Queryable } from "@/lib/store/queryable";

/**
 * Everything that is wrong with the chains and gates of a database in which every run should have ended, in sentences
 * (run-states-and-chains 8.1 to 8.3); empty when nothing is. What concerns each run alone is found by historyFaults.
 */
export async function chainFaults(db: Queryable): Promise<string[]> {
  const faults = await Promise.all([
    stageFaults(db),
    orderFaults(db),
    ...RULES.map(([text, sql]) => rowsOf(db, text, sql)),
  ]);
  return faults.flat();
}

const FINAL = "('Completed', 'Error', 'Killed', 'Canceled', 'Skipped', 'Ignored', 'Unknown')";
/** From when to when a run was executed, or was waiting for others: what it held until its end it held in between. */
const INTERVALS = `intervals AS (
  SELECT r.tenant_id, r.id, r.role, r.parent_id, r.chain_id, b.at AS begun, r.ended_at AS ended
  FROM run r CROSS JOIN LATERAL (
    SELECT min(t.at) AS at FROM transition t WHERE t.run_id = r.id AND t.to_state = 'Running') b
  WHERE b.at IS NOT NULL)`;

/** What must find no row, with the sentence that is said of each; the first column says of whom. */
const RULES: readonly (readonly [text: string, sql: string])[] = [
  [
    "never ended",
    `SELECT concat_ws(' ', role, id, state, reason, 'conduct', conduct) FROM run WHERE ended_at IS NULL`,
  ],
  [
    "is final and open at once",
    `SELECT id FROM run WHERE (state IN ${FINAL}) <> (ended_at IS NOT NULL)`,
  ],
  [
    "has ended and is still to be looked at",
    `SELECT concat_ws(' ', role, id, state) FROM run WHERE ended_at IS NOT NULL
       AND (ready OR conduct OR blocked_on IS NOT NULL OR wake_at IS NOT NULL OR server_id IS NOT NULL OR deadline_at IS NOT NULL)`,
  ],
  [
    "counts children that do not exist, or forgets some",
    `SELECT concat_ws(' ', role, id, state, open_children) FROM run WHERE role IN ('step', 'chain') AND open_children <> 0`,
  ],
  ["is held by a run that has ended", "SELECT lock_name || ' ' || run_id FROM lock_hold"],
  [
    "is still asked about",
    `SELECT concat_ws(' ', r.role, r.id, m.text) FROM operator_message m JOIN run r ON r.id = m.run_id WHERE m.state = 'open'`,
  ],
  [
    "was held by two runs at once",
    `WITH ${INTERVALS}, held AS (
       SELECT i.*, l.lock, l.mode, k.type, k.size, l.units FROM intervals i
         JOIN run_gate g ON g.tenant_id = i.tenant_id AND g.run_id = i.id
         CROSS JOIN LATERAL jsonb_to_recordset(g.needs -> 'locks') AS l(lock text, mode text, units int)
         JOIN lock k ON k.tenant_id = i.tenant_id AND k.name = l.lock)
     SELECT concat_ws(' ', a.lock, a.id, b.id) FROM held a JOIN held b
       ON a.tenant_id = b.tenant_id AND a.lock = b.lock AND a.id < b.id AND a.begun < b.ended AND b.begun < a.ended
     WHERE a.type = 'simple' OR (a.type = 'shared' AND 'exclusive' IN (a.mode, b.mode))`,
  ],
  [
    "was under way together with another step of its chain",
    `WITH ${INTERVALS} SELECT concat_ws(' ', a.id, b.id) FROM intervals a JOIN intervals b
       ON a.chain_id = b.chain_id AND a.id < b.id AND a.begun < b.ended AND b.begun < a.ended
     WHERE a.role = 'step' AND b.role = 'step'`,
  ],
  [
    "began outside of its step or chain",
    `WITH ${INTERVALS} SELECT concat_ws(' ', c.role, c.id) FROM intervals c LEFT JOIN intervals p ON p.id = c.parent_id
     WHERE c.parent_id IS NOT NULL AND (p.id IS NULL OR c.begun < p.begun OR c.begun > p.ended)`,
  ],
  [
    "was restarted more than once by its handler or its definition",
    `SELECT restart_of || ' ' || count(*) FROM run r
     WHERE restart_of IS NOT NULL AND EXISTS (SELECT FROM transition t WHERE t.run_id = r.id AND t.reason IN ('RESTART_BEHAVIOUR', 'RESTART_BY_HANDLER'))
     GROUP BY restart_of HAVING count(*) > 1`,
  ],
  ["was started more than once", "SELECT id FROM run WHERE attempt > 1"],
  [
    "is part of no chain",
    `SELECT r.id FROM run r WHERE r.role <> 'job' AND ((r.parent_id IS NOT NULL AND NOT EXISTS (SELECT FROM run p WHERE p.id = r.parent_id))
       OR (r.role = 'step' AND r.parent_id <> r.chain_id)
       OR (r.role = 'chain' AND NOT EXISTS (SELECT FROM chain_run c WHERE c.run_id = r.id)))`,
  ],
  ["waits for nobody", "SELECT id || ' ' || resource FROM gate_change"],
];

async function rowsOf(db: Queryable, text: string, sql: string): Promise<string[]> {
  const { rows } = await db.query<{ who: string }>(`SELECT x.who FROM (${sql}) AS x(who)`);
  return rows.map(({ who }) => `${who}: ${text}`);
}

/** Invariants 1 and 2 of 8.1: the stage never falls, and there is one final state. */
async function stageFaults(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ run_id: string; states: RunState[] }>(
    "SELECT run_id, array_agg(to_state::text ORDER BY seq) AS states FROM transition GROUP BY 1",
  );
  const rank = (state: RunState) => STAGES.indexOf(stageOf(state));
  return rows
    .filter(({ states }) => {
      const falls = states.some(
        (state, at) => at > 0 && rank(state) < rank(states[at - 1] ?? "New"),
      );
      return falls || states.filter(isFinal).length !== 1;
    })
    .map(({ run_id, states }) => `${run_id}: went through ${states.join(", ")}`);
}

/** Steps of one round each begin in the order of their chain unless a handler jumps back, which makes a new round. */
async function orderFaults(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ chain_id: string; names: string[]; planned: string[] }>(
    `SELECT r.chain_id, array_agg(r.step_name ORDER BY r.started_at, r.id) AS names,
       (SELECT array_agg(s ->> 'name') FROM chain_run c, jsonb_array_elements(c.snapshot -> 'steps') AS s WHERE c.run_id = r.chain_id) AS planned
     FROM run r JOIN transition t ON t.run_id = r.id AND t.to_state = 'Running'
     WHERE r.role = 'step' AND r.iteration = 1 GROUP BY 1`,
  );
  return rows
    .filter(({ names, planned }) => {
      const places = names.map((name) => planned.indexOf(name));
      return places.some((place, at) => at > 0 && place < (places[at - 1] ?? -1));
    })
    .map(({ chain_id, names }) => `${chain_id}: began its steps as ${names.join(", ")}`);
}
