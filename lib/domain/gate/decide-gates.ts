import { canMove, type RunState } from "@/lib/domain/run/run-state";
import { compareDispatch } from "./dispatch-order";
import { eventGate } from "./event-gate";
import type { GateCandidate, GateWorld, QueueEntry } from "./gate-world";
import { isOvertaking, worldKey } from "./gate-world";
import { lockEntries, lockGate, type TakenLock } from "./lock-gate";
import { hasPlace, hasRoom, queueHoldReason } from "./queue-capacity";
import { parseResource, queueResource, windowResource } from "./resource";
import { windowGate } from "./window-gate";

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

/** Why a run only lacks a slot of a process server: it is looked at again when there is one. */
export const NO_SLOT = "NO_SLOT";

/** Kinds that occupy no slot of a process server while they run. */
const SLOTLESS_KINDS: ReadonlySet<string> = new Set(["chain", "wait"]);

/** True when a run of this kind needs a slot of a process server. */
export function needsSlot(kind: string): boolean {
  return !SLOTLESS_KINDS.has(kind);
}

/**
 * Takes runs through their gates one after another in dispatch order: time window, events, queue, locks, slot
 * (run-states-and-chains 8.3, rows 22 to 35 of the state table). Locks of a run are taken all or none, and nobody
 * overtakes who waits already. `world` is used up: what one run takes, the next does not find.
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
    const { path, reason, wakeAt, startAt, closesAt } = window;
    const name = window.isAwaited ? candidate.needs.window : null;
    const blockedOn = name === null ? null : windowResource(name);
    return { ...still, path, reason, wakeAt, startAt, blockedOn, windowClosesAt: closesAt };
  }
  const timed = { ...still, windowClosesAt: window.closesAt, wakeAt: window.closesAt };
  const events = eventGate(candidate, world);
  const eventful = { ...timed, eventsMet: events.met, clears: events.clears };
  if (events.blockedOn !== null) return wait(eventful, "EventWait", "EVENT", events.blockedOn);
  return decideCapacity(eventful, world);
}

function decideCapacity(so: GateDecision, world: GateWorld): GateDecision {
  const { candidate } = so;
  const queue = world.queues.get(worldKey(candidate.tenantId, candidate.queue)) ?? null;
  const waitsForQueue = queueResource(candidate.queue);
  const held = queue ? queueHoldReason(queue.rules, candidate.priority) : null;
  if (held !== null) return wait(so, "QueueHeld", held, waitsForQueue);
  const locks = lockGate(candidate, world);
  if (locks.blockedOn !== null) return wait(so, "LockWait", locks.reason, locks.blockedOn);
  if (queue && !hasTurn(queue, candidate)) return wait(so, "Queued", "QUEUE_FULL", waitsForQueue);
  const slot = slotFor(candidate, { queue, world });
  if (slot === "taken") return start({ ...so, locks: locks.taken }, { queue, world });
  if (slot === "none") keepForNext(candidate, { queue, world });
  return wait(so, "Queued", NO_SLOT, null);
}

interface AtQueue {
  queue: QueueEntry | null;
  world: GateWorld;
}

/** Whether the queue has a place for the run, and nobody waits for it who comes first. */
function hasTurn(queue: QueueEntry, candidate: GateCandidate): boolean {
  if (isOvertaking(queue, candidate)) return false;
  if (hasPlace(queue.rules, queue.load)) return true;
  queue.isBlocking = true;
  return false;
}

function slotFor(candidate: GateCandidate, { queue, world }: AtQueue) {
  if (queue && !hasRoom(queue.rules, queue.load, world.server)) return "none";
  return needsSlot(candidate.kind) ? world.takeSlot(candidate) : "taken";
}

/**
 * A run that lacks nothing but a slot has what it needs as good as taken: waking those behind it at its gates would
 * only have them all wait for a slot too.
 */
function keepForNext(candidate: GateCandidate, { queue, world }: AtQueue): void {
  if (queue) queue.isBlocking = true;
  for (const entry of lockEntries(candidate, world)) entry.isBlocking = true;
}

function start(so: GateDecision, { queue, world }: AtQueue): GateDecision {
  const { candidate, locks } = so;
  for (const { lock, mode, units } of locks) {
    world.locks.get(worldKey(candidate.tenantId, lock))?.held.push({ mode, units });
  }
  if (queue) {
    const { load } = queue;
    load.running += 1;
    if (needsSlot(candidate.kind)) {
      load.byServer.set(world.server, (load.byServer.get(world.server) ?? 0) + 1);
    }
  }
  return { ...so, starts: true, reason: null, wakeAt: null };
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
