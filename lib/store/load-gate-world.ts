import type {
  EventEntry,
  GateCandidate,
  LockEntry,
  QueueEntry,
} from "@/lib/domain/gate/gate-world";
import { worldKey } from "@/lib/domain/gate/gate-world";
import type { LockRules } from "@/lib/domain/gate/lock-compatibility";
import type { WindowLookup } from "@/lib/domain/schedule/time-window";
import { loadFirstWaiting } from "./first-waiting";
import { countOccurrences, loadHoldings, loadQueueLoads } from "./gate-use";
import type { Queryable } from "./queryable";
import { holdWindowsStill, loadWindowLookup } from "./window-store";

/** The stored part of what the gates of some runs depend on. */
export interface StoredGates {
  events: Map<string, EventEntry>;
  queues: Map<string, QueueEntry>;
  locks: Map<string, LockEntry>;
  windows: (tenantId: string) => WindowLookup;
}

/** Things of tenants by name, as two columns. */
export interface NamedThings {
  tenantIds: string[];
  names: string[];
}

/**
 * Loads the windows, events, queues and locks these runs ask for, and holds them until the transaction ends, each kind
 * in the order of its keys: two nodes that examine runs wait for each other instead of for ever, and nobody takes or
 * changes what is being decided about. What is held or waited for is read after that.
 */
export async function loadGateWorld(
  tx: Queryable,
  candidates: readonly GateCandidate[],
): Promise<StoredGates> {
  const windows = await loadWindows(tx, candidates);
  const events = await loadEvents(tx, namesOf(candidates, waitedEvents));
  const queues = await loadQueues(
    tx,
    namesOf(candidates, ({ queue }) => [queue]),
  );
  const locks = await loadLocks(tx, namesOf(candidates, neededLocks));
  await loadFirstWaiting(tx, { events, queues, locks });
  return { events, queues, locks, windows };
}

const neededLocks = ({ needs }: GateCandidate) => needs.locks.map(({ lock }) => lock);
const waitedEvents = ({ needs, eventsMet }: GateCandidate) =>
  needs.waitEvents.map(({ event }) => event).filter((event) => !eventsMet.includes(event));

function namesOf(
  candidates: readonly GateCandidate[],
  of: (candidate: GateCandidate) => readonly string[],
): NamedThings {
  const keys = new Map<string, [string, string]>();
  for (const candidate of candidates) {
    for (const name of of(candidate)) {
      keys.set(worldKey(candidate.tenantId, name), [candidate.tenantId, name]);
    }
  }
  const pairs = [...keys.values()];
  return { tenantIds: pairs.map(([id]) => id), names: pairs.map(([, name]) => name) };
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
  for (const tenantId of [...tenants].sort()) {
    await holdWindowsStill(tx, tenantId);
    lookups.set(tenantId, await loadWindowLookup(tx, tenantId));
  }
  return (tenantId) => lookups.get(tenantId) ?? { window: () => null, calendar: () => null };
}

const ROWS = "g JOIN unnest($1::uuid[], $2::text[]) AS u(tenant_id, name) USING (tenant_id, name)";
const HELD = "ORDER BY g.tenant_id, g.name FOR NO KEY UPDATE OF g";

interface GateRow {
  tenant_id: string;
  name: string;
}

function entryFrom({ tenant_id: tenantId, name }: GateRow) {
  return { tenantId, name, firstWaiting: null, isBlocking: false };
}

async function loadEvents(tx: Queryable, { tenantIds, names }: NamedThings) {
  const entries = new Map<string, EventEntry>();
  if (names.length === 0) return entries;
  const { rows } = await tx.query<GateRow>({
    name: "hold-events-of-candidates",
    text: `SELECT g.tenant_id, g.name FROM event ${ROWS} ${HELD}`,
    values: [tenantIds, names],
  });
  for (const row of rows) {
    entries.set(worldKey(row.tenant_id, row.name), { ...entryFrom(row), open: 0 });
  }
  await countOccurrences(tx, entries);
  return entries;
}

interface QueueRow extends GateRow {
  closed: boolean;
  closed_reason: string | null;
  size: number | null;
  hold_level: number | null;
  count_waiting: boolean;
  count_console: boolean;
  servers: { server: string; size: number | null }[];
}

async function loadQueues(tx: Queryable, { tenantIds, names }: NamedThings) {
  const entries = new Map<string, QueueEntry>();
  const { rows } = await tx.query<QueueRow>({
    name: "hold-queues-of-candidates",
    text: `SELECT g.tenant_id, g.name, g.closed, g.closed_reason, g.size, g.hold_level, g.count_waiting, g.count_console, g.servers
      FROM queue ${ROWS} ${HELD}`,
    values: [tenantIds, names],
  });
  for (const row of rows) entries.set(worldKey(row.tenant_id, row.name), queueFrom(row));
  await loadQueueLoads(tx, entries);
  return entries;
}

function queueFrom(row: QueueRow): QueueEntry {
  return {
    ...entryFrom(row),
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
  };
}

async function loadLocks(tx: Queryable, { tenantIds, names }: NamedThings) {
  const entries = new Map<string, LockEntry>();
  if (names.length === 0) return entries;
  const { rows } = await tx.query<LockRules & GateRow>({
    name: "hold-locks-of-candidates",
    text: `SELECT g.tenant_id, g.name, g.type, g.size FROM lock ${ROWS} ${HELD}`,
    values: [tenantIds, names],
  });
  for (const row of rows) {
    const { type, size } = row;
    entries.set(worldKey(row.tenant_id, row.name), {
      ...entryFrom(row),
      rules: { type, size },
      held: [],
    });
  }
  await loadHoldings(tx, entries);
  return entries;
}
