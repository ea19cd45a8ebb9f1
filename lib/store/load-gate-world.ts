import type { DispatchKey } from "@/lib/domain/gate/dispatch-order";
import type {
  EventEntry,
  GateCandidate,
  LockEntry,
  QueueEntry,
} from "@/lib/domain/gate/gate-world";
import { worldKey } from "@/lib/domain/gate/gate-world";
import type { LockHolding, LockRules } from "@/lib/domain/gate/lock-compatibility";
import type { WindowLookup } from "@/lib/domain/schedule/time-window";
import type { Queryable } from "./queryable";
import { loadWindowLookup } from "./window-store";

/** The stored part of what the gates of some runs depend on. */
export interface StoredGates {
  events: Map<string, EventEntry>;
  queues: Map<string, QueueEntry>;
  locks: Map<string, LockEntry>;
  windows: (tenantId: string) => WindowLookup;
}

interface Names {
  tenantIds: string[];
  names: string[];
}

/**
 * Loads the events, queues and locks these runs ask for, and holds their rows until the transaction ends, each kind in
 * the order of its keys: two nodes that examine runs wait for each other instead of for ever, and nobody takes or
 * changes what is being decided about.
 */
export async function loadGateWorld(
  tx: Queryable,
  candidates: readonly GateCandidate[],
): Promise<StoredGates> {
  const events = await loadEvents(tx, namesOf(candidates, waitedEvents));
  const queues = await loadQueues(
    tx,
    namesOf(candidates, ({ queue }) => [queue]),
  );
  const locks = await loadLocks(tx, namesOf(candidates, neededLocks));
  return { events, queues, locks, windows: await loadWindows(tx, candidates) };
}

const neededLocks = ({ needs }: GateCandidate) => needs.locks.map(({ lock }) => lock);
const waitedEvents = ({ needs, eventsMet }: GateCandidate) =>
  needs.waitEvents.map(({ event }) => event).filter((event) => !eventsMet.includes(event));

function namesOf(
  candidates: readonly GateCandidate[],
  of: (candidate: GateCandidate) => readonly string[],
): Names {
  const keys = new Map<string, [string, string]>();
  for (const candidate of candidates) {
    for (const name of of(candidate)) {
      keys.set(worldKey(candidate.tenantId, name), [candidate.tenantId, name]);
    }
  }
  const pairs = [...keys.values()];
  return { tenantIds: pairs.map(([id]) => id), names: pairs.map(([, name]) => name) };
}

const WANTED = "unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)";

async function loadEvents(tx: Queryable, { tenantIds, names }: Names) {
  const entries = new Map<string, EventEntry>();
  if (names.length === 0) return entries;
  const values = [tenantIds, names];
  const { rows } = await tx.query<{ tenant_id: string; name: string }>(
    `SELECT e.tenant_id, e.name FROM event e JOIN ${WANTED} USING (tenant_id, name)
     ORDER BY e.tenant_id, e.name FOR NO KEY UPDATE OF e`,
    values,
  );
  for (const row of rows)
    entries.set(worldKey(row.tenant_id, row.name), {
      ...{ tenantId: row.tenant_id, name: row.name, isBlocking: false },
      ...{ open: 0, hasWaiting: false },
    });
  const open = await tx.query<{ tenant_id: string; name: string; open: number; waiting: boolean }>(
    `SELECT u.tenant_id, u.name,
       (SELECT count(*)::int FROM event_occurrence o
        WHERE o.tenant_id = u.tenant_id AND o.event_name = u.name AND o.cleared_at IS NULL) AS open,
       EXISTS (SELECT FROM run r WHERE r.tenant_id = u.tenant_id AND r.blocked_on = 'event:' || u.name) AS waiting
     FROM ${WANTED}`,
    values,
  );
  for (const row of open.rows) {
    const entry = entries.get(worldKey(row.tenant_id, row.name));
    if (entry) Object.assign(entry, { open: row.open, hasWaiting: row.waiting });
  }
  return entries;
}

interface QueueRow {
  tenant_id: string;
  name: string;
  closed: boolean;
  closed_reason: string | null;
  size: number | null;
  hold_level: number | null;
  count_waiting: boolean;
  count_console: boolean;
  servers: { server: string; size: number | null }[];
}

async function loadQueues(tx: Queryable, { tenantIds, names }: Names) {
  const entries = new Map<string, QueueEntry>();
  const { rows } = await tx.query<QueueRow>({
    name: "load-queues-of-candidates",
    text: `SELECT q.tenant_id, q.name, q.closed, q.closed_reason, q.size, q.hold_level, q.count_waiting, q.count_console, q.servers
     FROM queue q JOIN ${WANTED} USING (tenant_id, name) ORDER BY q.tenant_id, q.name FOR NO KEY UPDATE OF q`,
    values: [tenantIds, names],
  });
  if (rows.length === 0) return entries;
  for (const row of rows) entries.set(worldKey(row.tenant_id, row.name), emptyQueue(row));
  const loads = await tx.query<{
    tenant_id: string;
    queue: string;
    state: string;
    server: string | null;
    runs: number;
  }>(
    `SELECT r.tenant_id, r.queue, r.state, p.name AS server, count(*)::int AS runs
     FROM ${WANTED} JOIN run r ON r.tenant_id = u.tenant_id AND r.queue = u.name
     LEFT JOIN process_server p ON p.id = r.server_id
     WHERE r.gated AND r.state IN ('Dispatched', 'Assigned', 'Running', 'Waiting', 'Console', 'Killing')
     GROUP BY 1, 2, 3, 4`,
    [rows.map((row) => row.tenant_id), rows.map((row) => row.name)],
  );
  for (const { tenant_id, queue, state, server, runs } of loads.rows) {
    const load = entries.get(worldKey(tenant_id, queue))?.load;
    if (!load) continue;
    if (state === "Waiting") load.waiting += runs;
    else if (state === "Console") load.console += runs;
    else load.running += runs;
    if (server !== null) load.byServer.set(server, (load.byServer.get(server) ?? 0) + runs);
  }
  await markWaiting(tx, rows, entries);
  return entries;
}

function emptyQueue(row: QueueRow): QueueEntry {
  return {
    tenantId: row.tenant_id,
    name: row.name,
    rules: {
      closed: row.closed,
      closedReason: row.closed_reason,
      size: row.size,
      holdLevel: row.hold_level,
      countWaiting: row.count_waiting,
      countConsole: row.count_console,
      servers: row.servers,
    },
    load: { running: 0, waiting: 0, console: 0, byServer: new Map() },
    hasWaiting: false,
    isBlocking: false,
  };
}

async function markWaiting(
  tx: Queryable,
  rows: readonly QueueRow[],
  entries: Map<string, QueueEntry>,
): Promise<void> {
  const waiting = await tx.query<{ tenant_id: string; name: string }>(
    `SELECT u.tenant_id, u.name FROM ${WANTED}
     WHERE EXISTS (SELECT FROM run r WHERE r.tenant_id = u.tenant_id AND r.blocked_on = 'queue:' || u.name)`,
    [rows.map((row) => row.tenant_id), rows.map((row) => row.name)],
  );
  for (const row of waiting.rows) {
    const entry = entries.get(worldKey(row.tenant_id, row.name));
    if (entry) entry.hasWaiting = true;
  }
}

async function loadLocks(tx: Queryable, { tenantIds, names }: Names) {
  const entries = new Map<string, LockEntry>();
  if (names.length === 0) return entries;
  const { rows } = await tx.query<LockRules & { tenant_id: string; name: string }>(
    `SELECT l.tenant_id, l.name, l.type, l.size FROM lock l JOIN ${WANTED} USING (tenant_id, name)
     ORDER BY l.tenant_id, l.name FOR NO KEY UPDATE OF l`,
    [tenantIds, names],
  );
  for (const { tenant_id, name, type, size } of rows) {
    entries.set(worldKey(tenant_id, name), {
      tenantId: tenant_id,
      name,
      rules: { type, size },
      held: [],
      firstWaiting: null,
      isBlocking: false,
    });
  }
  const held = await tx.query<LockHolding & { tenant_id: string; lock_name: string }>(
    `SELECT h.tenant_id, h.lock_name, h.mode, h.units FROM ${WANTED}
     JOIN lock_hold h ON h.tenant_id = u.tenant_id AND h.lock_name = u.name`,
    [tenantIds, names],
  );
  for (const { tenant_id, lock_name, mode, units } of held.rows) {
    entries.get(worldKey(tenant_id, lock_name))?.held.push({ mode, units });
  }
  await markFirstWaiting(tx, { tenantIds, names }, entries);
  return entries;
}

async function markFirstWaiting(
  tx: Queryable,
  { tenantIds, names }: Names,
  entries: Map<string, LockEntry>,
): Promise<void> {
  const { rows } = await tx.query<{ tenant_id: string; name: string } & DispatchKey>(
    `SELECT u.tenant_id, u.name, w.priority, w.root_start_at AS "rootStartAt", w.start_at AS "startAt", w.id
     FROM ${WANTED} CROSS JOIN LATERAL (
       SELECT r.priority, r.root_start_at, r.start_at, r.id FROM run r
       WHERE r.tenant_id = u.tenant_id AND r.blocked_on = 'lock:' || u.name
       ORDER BY r.priority DESC, r.root_start_at, r.start_at, r.id LIMIT 1) w`,
    [tenantIds, names],
  );
  for (const { tenant_id, name, priority, rootStartAt, startAt, id } of rows) {
    const entry = entries.get(worldKey(tenant_id, name));
    if (entry) entry.firstWaiting = { priority, rootStartAt, startAt, id };
  }
}

/** Windows of the tenants of which some run has one, as they are now. */
async function loadWindows(
  tx: Queryable,
  candidates: readonly GateCandidate[],
): Promise<StoredGates["windows"]> {
  const tenants = new Set(
    candidates.filter(({ needs }) => needs.window !== null).map(({ tenantId }) => tenantId),
  );
  const lookups = new Map<string, WindowLookup>();
  for (const tenantId of tenants) lookups.set(tenantId, await loadWindowLookup(tx, tenantId));
  return (tenantId) => lookups.get(tenantId) ?? { window: () => null, calendar: () => null };
}
