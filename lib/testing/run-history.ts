import { canMove, INITIAL_STATE, isFinal, type RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "@/lib/store/queryable";
import { startRollupFaults } from "./report-world";

interface RunRow {
  id: string;
  state: RunState;
  submitted_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  moves: number;
}

interface TransitionRow {
  run_id: string;
  seq: number;
  at: Date;
  from_state: RunState | null;
  to_state: RunState;
}

/**
 * Everything that is wrong with the recorded history of a database, in sentences; empty when nothing is. Every run
 * must have moved only as the state table allows, without gap or overlap from its submission to its end.
 */
export async function historyFaults(db: Queryable): Promise<string[]> {
  const runs = await db.query<RunRow>(
    "SELECT id, state, submitted_at, started_at, ended_at, moves FROM run",
  );
  const transitions = await db.query<TransitionRow>(
    "SELECT run_id, seq, at, from_state, to_state FROM transition ORDER BY run_id, seq",
  );
  const byRun = new Map<string, TransitionRow[]>();
  for (const row of transitions.rows) {
    const known = byRun.get(row.run_id);
    if (known) known.push(row);
    else byRun.set(row.run_id, [row]);
  }
  const faults = runs.rows.flatMap((run) => faultsOf(run, byRun.get(run.id) ?? []));
  return [
    ...faults,
    ...(await rollupFaults(db)),
    ...(await startRollupFaults(db)),
    ...(await tickFaults(db)),
  ];
}

function faultsOf(run: RunRow, moves: readonly TransitionRow[]): string[] {
  const first = moves[0];
  const last = moves[moves.length - 1];
  if (!first || !last) return [`run ${run.id}: has no transitions`];
  const texts = [
    ...beginFaults(run, first),
    ...moves.flatMap((move, index) => moveFaults(move, moves[index - 1])),
    ...endFaults(run, moves, last),
    ...startFaults(run, moves),
  ];
  return texts.map((text) => `run ${run.id}: ${text}`);
}

function beginFaults(run: RunRow, first: TransitionRow): string[] {
  const faults: string[] = [];
  if (first.from_state !== null || first.to_state !== INITIAL_STATE) {
    faults.push(`begins as ${first.to_state}`);
  }
  if (first.at.getTime() !== run.submitted_at.getTime()) {
    faults.push("begins at another instant than its submission");
  }
  return faults;
}

function moveFaults(move: TransitionRow, before: TransitionRow | undefined): string[] {
  if (!before) return [];
  const faults: string[] = [];
  if (move.from_state !== before.to_state) {
    faults.push(`goes on from ${move.from_state} after ${before.to_state}`);
  }
  if (move.from_state && !canMove(move.from_state, move.to_state)) {
    faults.push(`moved from ${move.from_state} to ${move.to_state}`);
  }
  if (move.at < before.at) faults.push(`goes back in time at ${move.to_state}`);
  return faults;
}

function endFaults(run: RunRow, moves: readonly TransitionRow[], last: TransitionRow): string[] {
  const faults: string[] = [];
  if (last.to_state !== run.state) faults.push(`is ${run.state} but last became ${last.to_state}`);
  if (last.seq > run.moves) faults.push("counts fewer moves than it made");
  const finals = moves.filter((move) => isFinal(move.to_state));
  if (finals.length > (isFinal(run.state) ? 1 : 0)) faults.push("ended more than once");
  if (isFinal(run.state) && run.ended_at?.getTime() !== last.at.getTime()) {
    faults.push("ended at another instant than its last transition");
  }
  return faults;
}

function startFaults(run: RunRow, moves: readonly TransitionRow[]): string[] {
  const start = moves.findLast(
    (move) => move.from_state === "Assigned" && move.to_state === "Running",
  );
  const isSame = !start || run.started_at?.getTime() === start.at.getTime();
  return isSame ? [] : ["started at another instant than its transition says"];
}

interface RollupRow {
  key: string;
  told: string;
  counted: string;
}

/** The rollup against a recount of the runs that are kept. */
async function rollupFaults(db: Queryable): Promise<string[]> {
  const result = await db.query<RollupRow>(
    `WITH counted AS (
       SELECT tenant_id, definition_id, job_name, date_trunc('hour', ended_at, 'UTC') AS hour, state, count(*) AS runs,
         sum(GREATEST(0, round(extract(epoch FROM ended_at - started_at) * 1000))::bigint) AS ms
       FROM run WHERE ended_at IS NOT NULL AND role <> 'step' GROUP BY 1, 2, 3, 4, 5
     )
     SELECT concat_ws(' ', COALESCE(c.job_name, u.job_name), COALESCE(c.hour, u.hour), COALESCE(c.state, u.state)) AS key,
       concat_ws('/', u.runs, u.duration_ms) AS told, concat_ws('/', c.runs, COALESCE(c.ms, 0)) AS counted
     FROM counted c FULL JOIN (SELECT * FROM run_rollup WHERE runs <> 0) u
       USING (tenant_id, definition_id, job_name, hour, state)
     WHERE (u.runs, u.duration_ms) IS DISTINCT FROM (c.runs, COALESCE(c.ms, 0))`,
  );
  return result.rows.map((row) => `rollup ${row.key} says ${row.told}, counted ${row.counted}`);
}

/** Ticks that became more than one run. */
async function tickFaults(db: Queryable): Promise<string[]> {
  const result = await db.query<{ schedule_id: string; planned_at: Date; runs: string }>(
    `SELECT schedule_id, planned_at, count(*) AS runs FROM run WHERE schedule_id IS NOT NULL AND planned_at IS NOT NULL
     GROUP BY 1, 2 HAVING count(*) > 1`,
  );
  return result.rows.map(
    (row) =>
      `tick ${row.planned_at.toISOString()} of schedule ${row.schedule_id} became ${row.runs} runs`,
  );
}

/**
 * Number of ticks without a run, of schedules that are due every second: between their first run and the instant
 * they are due next there must be one for each.
 */
export async function lostTicks(db: Queryable): Promise<number> {
  const result = await db.query<{ lost: number }>(
    `SELECT count(*)::int AS lost FROM schedule s
     CROSS JOIN LATERAL (SELECT min(planned_at) AS first FROM run r WHERE r.schedule_id = s.id) f
     CROSS JOIN LATERAL generate_series(f.first, s.next_run_at - interval '1 second', interval '1 second') AS tick
     WHERE NOT EXISTS (SELECT FROM run r WHERE r.schedule_id = s.id AND r.planned_at = tick)`,
  );
  return result.rows[0]?.lost ?? -1;
}
