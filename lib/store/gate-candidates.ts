import type { DispatchKey } from "@/lib/domain/gate/dispatch-order";
import type { GateNeeds } from "@/lib/domain/gate/gate-needs";
import type { GateCandidate } from "@/lib/domain/gate/gate-world";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

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
  needs: GateNeeds;
  events_met: string[];
  window_closes_at: Date | null;
}

const ORDER = "r.priority DESC, r.root_start_at, r.start_at, r.id";

// Runs that only lack a slot are looked at when there is one. What another process server serves is left to it.
const CANDIDATES_SQL = `
SELECT r.tenant_id, r.id, r.state, r.kind, r.queue, r.origin, r.priority, r.root_start_at, r.start_at,
  g.needs, g.events_met, g.window_closes_at
FROM (
  (SELECT * FROM run r WHERE r.ready AND r.gated AND r.start_at <= $1 AND r.state <> 'Queued' ORDER BY ${ORDER} LIMIT $3)
  UNION ALL
  (SELECT * FROM run r WHERE r.ready AND r.gated AND r.start_at <= $1 AND r.state = 'Queued' ORDER BY ${ORDER} LIMIT $4)
) AS head JOIN run r ON r.tenant_id = head.tenant_id AND r.id = head.id
  JOIN run_gate g ON g.tenant_id = r.tenant_id AND g.run_id = r.id
WHERE r.ready AND NOT EXISTS (SELECT FROM queue q WHERE q.tenant_id = r.tenant_id AND q.name = r.queue AND NOT q.closed
  AND q.servers <> '[]' AND NOT q.servers @> jsonb_build_array(jsonb_build_object('server', $2::text)))
ORDER BY ${ORDER} FOR UPDATE OF r SKIP LOCKED`;

/**
 * Runs whose gates are to be examined, in dispatch order and locked: up to `limit` that have just become due or were
 * woken, and up to `slots` that wait for nothing but a slot.
 */
export async function lockGateCandidates(
  db: Queryable,
  request: { now: Date; server: string; limit: number; slots: number },
): Promise<GateCandidate[]> {
  const { rows } = await db.query<CandidateRow>({
    name: "lock-gate-candidates",
    text: CANDIDATES_SQL,
    values: [request.now, request.server, request.limit, request.slots],
  });
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    id: row.id,
    state: row.state,
    kind: row.kind,
    queue: row.queue,
    origin: row.origin,
    priority: row.priority,
    rootStartAt: row.root_start_at,
    startAt: row.start_at,
    needs: row.needs,
    eventsMet: row.events_met,
    windowClosesAt: row.window_closes_at,
  }));
}

/** The head of the runs that take the next free slot without any gate, to keep the dispatch order between both. */
export async function headOfPlainRuns(
  db: Queryable,
  { now, limit }: { now: Date; limit: number },
): Promise<DispatchKey[]> {
  if (limit === 0) return [];
  const { rows } = await db.query<Omit<CandidateRow, "needs">>({
    name: "head-of-plain-runs",
    text: `SELECT r.id, r.priority, r.root_start_at, r.start_at FROM run r
      WHERE r.ready AND NOT r.gated AND r.start_at <= $1 ORDER BY ${ORDER} LIMIT $2`,
    values: [now, limit],
  });
  return rows.map((row) => ({
    id: row.id,
    priority: row.priority,
    rootStartAt: row.root_start_at,
    startAt: row.start_at,
  }));
}
