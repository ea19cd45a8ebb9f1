import { type GateCandidate, type GateWorld, isOvertaking, worldKey } from "./gate-world";
import { eventResource } from "./resource";

/** What the wait events of a run say about it now. */
export interface EventGate {
  /** The events it need not wait for any more. */
  met: readonly string[];
  /** Those whose current occurrence it takes away. */
  clears: readonly string[];
  /** The event it waits for; null when it has them all. */
  blockedOn: string | null;
}

/**
 * The gate of events: all of them have to be raised, each of them once (run-states-and-chains 4.5 and 8.3). Events are
 * remembered one by one once they were raised, but one that the run takes away is taken only together with the last it
 * waits for: no run keeps an occurrence from others while it cannot go on itself.
 */
export function eventGate(candidate: GateCandidate, world: GateWorld): EventGate {
  const { tenantId, needs, eventsMet } = candidate;
  const missing = needs.waitEvents.filter(({ event }) => !eventsMet.includes(event));
  if (missing.length === 0) return { met: eventsMet, clears: [], blockedOn: null };
  const entryOf = (event: string) => world.events.get(worldKey(tenantId, event));
  const isThere = ({ event, clear }: { event: string; clear: boolean }) => {
    const entry = entryOf(event);
    return entry !== undefined && entry.open > 0 && !(clear && isOvertaking(entry, candidate));
  };
  const blocking = missing.find((event) => !isThere(event));
  if (blocking) {
    const entry = entryOf(blocking.event);
    if (entry && entry.open === 0) entry.isBlocking = true;
    const kept = missing.filter((event) => !event.clear && isThere(event));
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
