import type { RunState } from "@/lib/domain/run/run-state";
import type { WindowLookup } from "@/lib/domain/schedule/time-window";
import type { DispatchKey } from "./dispatch-order";
import type { GateNeeds } from "./gate-needs";
import type { LockHolding, LockRules } from "./lock-compatibility";
import type { QueueLoad, QueueRules } from "./queue-capacity";

/** A run whose gates are examined. */
export interface GateCandidate extends DispatchKey {
  tenantId: string;
  state: RunState;
  kind: string;
  queue: string;
  origin: string;
  needs: GateNeeds;
  /** Wait events that were satisfied; never asked for again (run-states-and-chains 8.3). */
  eventsMet: readonly string[];
  /** When the opening ends that the run has been waiting in; null when it has not seen one. */
  windowClosesAt: Date | null;
}

/** What every gate entry knows of itself. */
interface GateEntry {
  tenantId: string;
  name: string;
  /** One of the runs examined now was left waiting for it. */
  isBlocking: boolean;
}

/** A lock as the examined runs find it; changes while they are examined one after another. */
export interface LockEntry extends GateEntry {
  rules: LockRules;
  held: LockHolding[];
  /** The first of those who wait for it already. */
  firstWaiting: DispatchKey | null;
}

export interface QueueEntry extends GateEntry {
  rules: QueueRules;
  load: QueueLoad & { byServer: Map<string, number> };
  hasWaiting: boolean;
}

export interface EventEntry extends GateEntry {
  /** Occurrences that are not cleared; the event is raised while there is one. */
  open: number;
  hasWaiting: boolean;
}

/** Everything the gates of some runs depend on at one instant, on one process server. */
export interface GateWorld {
  now: Date;
  /** Name of the process server that would start them. */
  server: string;
  /** By {@link worldKey}; what is missing does not exist, and a missing queue is open and has no size. */
  events: Map<string, EventEntry>;
  queues: Map<string, QueueEntry>;
  locks: Map<string, LockEntry>;
  windows: (tenantId: string) => WindowLookup;
  /** Takes a slot of this process server for the run when there is one for it. */
  takeSlot: (candidate: GateCandidate) => boolean;
}

/** Key of something a tenant has by name. */
export function worldKey(tenantId: string, name: string): string {
  return `${tenantId} ${name}`;
}
