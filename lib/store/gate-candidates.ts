import type { DispatchKey } from "@/lib/domain/gate/dispatch-order";
import type { GateNeeds } from "@/lib/domain/gate/gate-needs";
import type { GateCandidate } from "@/lib/domain/gate/gate-world";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";
import { queueLimitedSql } from "./queue-load";

interface CandidateRow {
  tenant_id: string;
  id: string;
  state: RunState;
  kind: string;
  queue: string;
  origin: string;
  priority: number;
  root_start_at: Date;
  start_at: Date;
}

interface GateRow {
  run_id: string;
  needs: GateNeeds;
  events_met: string[];
  window_closes_at: Date | null;
}

const ORDER = "r.priority DESC, r.root_start_at, r.start_at, r.id";
const COLUMNS = "tenant_id, id, state, kind, queue, origin, priority, root_start_at, start_at";
const DUE = "r.ready AND r.gated AND r.start_at <= $1";
// As text, so that the index of what is ready is not left for that of the states: far more are Queued than ready.
const LACKS_SLOT = "(r.state::text = 'Queued' AND r.reason IS NOT DISTINCT FROM 'NO_SLOT')";
/** What other process servers serve is left to them. */
const SERVED = `NOT EXISTS (SELECT FROM queue q WHERE q.tenant_id = r.tenant_id AND q.name = r.queue AND NOT q.closed
  AND q.servers <> '[]' AND NOT q.servers @> jsonb_build_array(jsonb_build_object('server', $2::text)))`;

// Each head is locked as it is found: who looks at the same moment gets the runs behind it. Runs that only lack a
// slot are looked at when there is one for their origin.
const CANDIDATES_SQL = `
WITH woken AS (
  SELECT ${COLUMNS} FROM run r WHERE ${DUE} AND NOT ${LACKS_SLOT} AND ${SERVED} ORDER BY ${ORDER} LIMIT $3 FOR UPDATE OF r SKIP LOCKED
), lacking AS (
  SELECT ${COLUMNS} FROM run r WHERE ${DUE} AND ${LACKS_SLOT} AND NOT (r.origin = ANY($5::text[])) AND ${SERVED}
  ORDER BY ${ORDER} LIMIT $4 FOR UPDATE OF r SKIP LOCKED
)
SELECT * FROM woken UNION ALL SELECT * FROM lacking`;

/** What of the runs that are due or were woken is asked for. */
export interface CandidateRequest {
  now: Date;
  /** Name of the process server that would start them. */
  server: string;
  /** How many that have just become due or were woken. */
  limit: number;
  /** How many that wait for nothing but a slot. */
  slots: number;
  /** Origins that get no slot now. */
  fullOrigins: readonly string[];
}

/** Runs whose gates are to be examined, locked; those of other nodes that do the same are passed over. */
export async function lockGateCandidates(
  tx: Queryable,
  request: CandidateRequest,
): Promise<GateCandidate[]> {
  const { now, server, limit, slots, fullOrigins } = request;
  const { rows } = await tx.query<CandidateRow>({
    name: "lock-gate-candidates",
    text: CANDIDATES_SQL,
    values: [now, server, limit, slots, fullOrigins],
  });
  const gates = await loadGates(tx, rows);
  return rows.flatMap((row) => {
    const gate = gates.get(row.id);
    return gate ? [candidateFrom(row, gate)] : [];
  });
}

/** Read once the runs are held, so that it is what the last who examined them has left. */
async function loadGates(
  tx: Queryable,
  runs: readonly CandidateRow[],
): Promise<Map<string, GateRow>> {
  if (runs.length === 0) return new Map();
  const { rows } = await tx.query<GateRow>({
    name: "load-run-gates",
    text: `SELECT g.run_id, g.needs, g.events_met, g.window_closes_at FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, run_id)
      JOIN run_gate g USING (tenant_id, run_id)`,
    values: [runs.map((run) => run.tenant_id), runs.map((run) => run.id)],
  });
  return new Map(rows.map((row) => [row.run_id, row]));
}

function candidateFrom(row: CandidateRow, gate: GateRow): GateCandidate {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    state: row.state,
    kind: row.kind,
    queue: row.queue,
    origin: row.origin,
    priority: row.priority,
    rootStartAt: row.root_start_at,
    startAt: row.start_at,
    needs: gate.needs,
    eventsMet: gate.events_met,
    windowClosesAt: gate.window_closes_at,
  };
}

/** A run that takes the next free slot without any gate, and for which origin. */
export interface PlainRun extends DispatchKey {
  origin: string;
}

/** The head of the runs that take the next free slot without any gate, to keep the dispatch order between both. */
export async function headOfPlainRuns(
  db: Queryable,
  { now, limit }: { now: Date; limit: number },
): Promise<PlainRun[]> {
  if (limit === 0) return [];
  const { rows } = await db.query<PlainRun>({
    name: "head-of-plain-runs",
    text: `SELECT r.id, r.origin, r.priority, r.root_start_at AS "rootStartAt", r.start_at AS "startAt" FROM run r
      WHERE r.ready AND NOT r.gated AND r.start_at <= $1 AND NOT ${queueLimitedSql("r")} ORDER BY ${ORDER} LIMIT $2`,
    values: [now, limit],
  });
  return rows;
}
