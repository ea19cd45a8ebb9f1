import { canMove, type RunState } from "@/lib/domain/run/run-state";
import { compareDispatch } from "./dispatch-order";
import { type GateCandidate, type GateWorld, worldKey } from "./gate-world";
import { holdingOf, isLockFree, type LockHolding } from "./lock-compatibility";
import { hasRoom, queueHoldReason } from "./queue-capacity";
import { eventResource, lockResource, parseResource, queueResource } from "./resource";
import { windowGate, windowOf } from "./window-gate";

/** A lock a run takes as it starts. */
export interface TakenLock extends LockHolding {
  lock: string;
}

/** What becomes of one run at its gates. */
export interface GateDecision {
  candidate: GateCandidate;
  /** It starts now, with all its locks; else it waits. */
  starts: boolean;
  /** States it walks through while it waits on; empty when it stays where it is. */
  path: readonly RunState[];
  reason: string | null;
  /** What it waits for; null when it may be examined again at any time. */
  blockedOn: string | null;
  locks: readonly TakenLock[];
  eventsMet: readonly string[];
  /** Events whose current occurrence it takes away. */
  clears: readonly string[];
  windowClosesAt: Date | null;
  /** When time alone changes something about it; null for never. */
  wakeAt: Date | null;
  /** Another start that is shown; null to keep its own. */
  startAt: Date | null;
}

/** Kinds that occupy no slot of a process server while they run. */
const SLOTLESS_KINDS: ReadonlySet<string> = new Set(["chain", "wait"]);

/** True when a run of this kind needs a slot of a process server. */
export function needsSlot(kind: string): boolean {
  return !SLOTLESS_KINDS.has(kind);
}

/**
 * Takes runs through their gates one after another in dispatch order: time window, events, queue, locks, slot
 * (run-states-and-chains 8.3, rows 22 to 35 of the state table). Locks of a run are taken all or none. `world` is
 * used up: what one run takes, the next does not find.
 */
export function decideGates(
  candidates: readonly GateCandidate[],
  world: GateWorld,
): GateDecision[] {
  return candidates.toSorted(compareDispatch).map((candidate) => decide(candidate, world));
}

function decide(candidate: GateCandidate, world: GateWorld): GateDecision {
  const window = windowGate(candidate, world);
  const still = unchanged(candidate);
  if (!window.open) {
    const isSleeping = window.path.length === 0 || window.path.at(-1) === "Scheduled";
    return {
      ...still,
      ...{
        path: window.path,
        reason: window.reason,
        wakeAt: window.wakeAt,
        startAt: window.startAt,
      },
      blockedOn: isSleeping || window.path.at(-1) === "Never" ? windowOf(candidate) : null,
      windowClosesAt: null,
    };
  }
  const timed = { ...still, windowClosesAt: window.closesAt, wakeAt: window.closesAt };
  const events = eventGate(candidate, world);
  const eventful = { ...timed, eventsMet: events.met, clears: events.clears };
  if (events.blockedOn !== null) return wait(eventful, "EventWait", "EVENT", events.blockedOn);
  return decideCapacity(eventful, world);
}

function decideCapacity(so: GateDecision, world: GateWorld): GateDecision {
  const { candidate } = so;
  const queue = world.queues.get(worldKey(candidate.tenantId, candidate.queue));
  const held = queue ? queueHoldReason(queue.rules, candidate.priority) : null;
  if (queue && held !== null) {
    queue.isBlocking = true;
    return wait(so, "QueueHeld", held, queueResource(candidate.queue));
  }
  const locks = lockGate(candidate, world);
  if (locks.blockedOn !== null) return wait(so, "LockWait", locks.reason, locks.blockedOn);
  if (queue && !hasRoom(queue.rules, queue.load, world.server)) {
    queue.isBlocking = true;
    return wait(so, "Queued", "QUEUE_FULL", queueResource(candidate.queue));
  }
  if (needsSlot(candidate.kind) && !world.takeSlot(candidate)) {
    return wait(so, "Queued", "NO_SLOT", null);
  }
  for (const { lock, mode, units } of locks.taken) {
    world.locks.get(worldKey(candidate.tenantId, lock))?.held.push({ mode, units });
  }
  if (queue) {
    queue.load.running += 1;
    queue.load.byServer.set(world.server, (queue.load.byServer.get(world.server) ?? 0) + 1);
  }
  return { ...so, starts: true, locks: locks.taken, reason: null, wakeAt: null };
}

function unchanged(candidate: GateCandidate): GateDecision {
  return {
    candidate,
    starts: false,
    path: [],
    reason: null,
    blockedOn: null,
    locks: [],
    eventsMet: candidate.eventsMet,
    clears: [],
    windowClosesAt: candidate.windowClosesAt,
    wakeAt: null,
    startAt: null,
  };
}

/**
 * Leaves the run waiting in `state`; a run that has come further already stays where it is. The reason names what it
 * waits for, so that the history tells it too.
 */
function wait(
  so: GateDecision,
  state: RunState,
  reason: string,
  blockedOn: string | null,
): GateDecision {
  const path = canMove(so.candidate.state, state) ? [state] : [];
  const name = blockedOn === null ? null : parseResource(blockedOn)?.name;
  return { ...so, path, reason: name ? `${reason}: ${name}` : reason, blockedOn };
}

interface EventGate {
  met: readonly string[];
  clears: readonly string[];
  blockedOn: string | null;
}

/**
 * Events are remembered one by one once they were raised, but one that the run takes away is taken only together
 * with the last it waits for: no run keeps an occurrence from others while it cannot go on itself.
 */
function eventGate(
  { tenantId, needs, eventsMet, state }: GateCandidate,
  world: GateWorld,
): EventGate {
  const missing = needs.waitEvents.filter(({ event }) => !eventsMet.includes(event));
  const isAsked = state === "Scheduled" || state === "EventWait";
  if (missing.length === 0 || !isAsked) return { met: eventsMet, clears: [], blockedOn: null };
  const entryOf = (event: string) => world.events.get(worldKey(tenantId, event));
  const blocking = missing.find(({ event }) => (entryOf(event)?.open ?? 0) === 0);
  if (blocking) {
    const entry = entryOf(blocking.event);
    if (entry) entry.isBlocking = true;
    const kept = missing.filter(({ event, clear }) => !clear && (entryOf(event)?.open ?? 0) > 0);
    const met = [...eventsMet, ...kept.map(({ event }) => event)];
    return { met, clears: [], blockedOn: eventResource(blocking.event) };
  }
  const clears = missing.filter(({ clear }) => clear).map(({ event }) => event);
  for (const event of clears) {
    const entry = entryOf(event);
    if (entry) entry.open -= 1;
  }
  return { met: [...eventsMet, ...missing.map(({ event }) => event)], clears, blockedOn: null };
}

interface LockGate {
  taken: readonly TakenLock[];
  blockedOn: string | null;
  reason: string;
}

/** All locks or none (8.3); nobody overtakes a run that has waited for the same lock and comes before it. */
function lockGate(candidate: GateCandidate, world: GateWorld): LockGate {
  const taken: TakenLock[] = [];
  for (const need of candidate.needs.locks) {
    const entry = world.locks.get(worldKey(candidate.tenantId, need.lock));
    const blockedOn = lockResource(need.lock);
    if (!entry) return { taken: [], blockedOn, reason: "LOCK_MISSING" };
    const isOvertaking =
      entry.firstWaiting !== null && compareDispatch(entry.firstWaiting, candidate) < 0;
    if (isOvertaking || !isLockFree(entry.rules, entry.held, need)) {
      entry.isBlocking = true;
      if (!isOvertaking) entry.firstWaiting = candidate;
      return { taken: [], blockedOn, reason: "LOCK" };
    }
    taken.push({ lock: need.lock, ...holdingOf(entry.rules, need) });
  }
  return { taken, blockedOn: null, reason: "" };
}
