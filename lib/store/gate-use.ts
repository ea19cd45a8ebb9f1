import {
  type EventEntry,
  type LockEntry,
  type QueueEntry,
  worldKey,
} from "@/lib/domain/gate/gate-world";
import type { LockHolding } from "@/lib/domain/gate/lock-compatibility";
import type { Queryable } from "./queryable";
import { IN_QUEUE_SQL } from "./queue-load";

const WANTED = "unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)";

type Named = { tenantId: string; name: string };

function columnsOf(entries: readonly Named[]): [string[], string[]] {
  return [entries.map(({ tenantId }) => tenantId), entries.map(({ name }) => name)];
}

/** Counts what these events are raised for. */
export async function countOccurrences(
  tx: Queryable,
  events: ReadonlyMap<string, EventEntry>,
): Promise<void> {
  if (events.size === 0) return;
  const { rows } = await tx.query<{ tenant_id: string; name: string; open: number }>({
    name: "count-occurrences",
    text: `SELECT u.tenant_id, u.name, o.open FROM ${WANTED} CROSS JOIN LATERAL (
        SELECT count(*)::int AS open FROM event_occurrence o
        WHERE o.tenant_id = u.tenant_id AND o.event_name = u.name AND o.cleared_at IS NULL) o`,
    values: columnsOf([...events.values()]),
  });
  for (const row of rows) {
    const entry = events.get(worldKey(row.tenant_id, row.name));
    if (entry) entry.open = row.open;
  }
}

interface LoadRow {
  tenant_id: string;
  queue: string;
  state: string;
  server: string | null;
  runs: number;
}

/** Counts the runs in these queues; those of queues without a size, as a whole or per server, need no counting. */
export async function loadQueueLoads(
  tx: Queryable,
  queues: ReadonlyMap<string, QueueEntry>,
): Promise<void> {
  const sized = [...queues.values()].filter(
    ({ rules }) => rules.size !== null || rules.servers.some(({ size }) => size !== null),
  );
  if (sized.length === 0) return;
  const { rows } = await tx.query<LoadRow>({
    name: "load-queue-loads",
    text: `SELECT u.tenant_id, u.name AS queue, c.state, c.server, c.runs FROM ${WANTED} CROSS JOIN LATERAL (
        SELECT r.state, p.name AS server, count(*)::int AS runs FROM run r LEFT JOIN process_server p ON p.id = r.server_id
        WHERE r.tenant_id = u.tenant_id AND r.queue = u.name AND ${IN_QUEUE_SQL} GROUP BY 1, 2) c`,
    values: columnsOf(sized),
  });
  for (const { tenant_id, queue, state, server, runs } of rows) {
    const load = queues.get(worldKey(tenant_id, queue))?.load;
    if (!load) continue;
    if (state === "Waiting") load.waiting += runs;
    else if (state === "Console") load.console += runs;
    else load.running += runs;
    if (server !== null) load.byServer.set(server, (load.byServer.get(server) ?? 0) + runs);
  }
}

/** How these locks are held. */
export async function loadHoldings(
  tx: Queryable,
  locks: ReadonlyMap<string, LockEntry>,
): Promise<void> {
  if (locks.size === 0) return;
  const { rows } = await tx.query<LockHolding & { tenant_id: string; lock_name: string }>({
    name: "load-lock-holdings",
    text: `SELECT h.tenant_id, h.lock_name, h.mode, h.units FROM ${WANTED}
      JOIN lock_hold h ON h.tenant_id = u.tenant_id AND h.lock_name = u.name`,
    values: columnsOf([...locks.values()]),
  });
  for (const { tenant_id, lock_name, mode, units } of rows) {
    locks.get(worldKey(tenant_id, lock_name))?.held.push({ mode, units });
  }
}
