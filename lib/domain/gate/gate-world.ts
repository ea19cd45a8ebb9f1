import type { RunState } from "@/lib/domain/run/run-state";
import type { WindowLookup } from "@/lib/domain/schedule/time-window";
import { compareDispatch, type DispatchKey } from "./dispatch-order";
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
  /** The last moment it may start in the opening it waits for or in, itself outside; null when it has seen none. */
  windowClosesAt: Date | null;
}

/** What every gate entry knows of itself. */
export interface GateEntry {
  tenantId: string;
  name: string;
  /** The first of those who wait for it already; nobody who comes after it takes it. */
  firstWaiting: DispatchKey | null;
  /** One of the runs examined now found nothing left there, or has only to be given a slot to take it. */
  isBlocking: boolean;
}

/** A lock as the examined runs find it; changes while they are examined one after another. */
export interface LockEntry extends GateEntry {
  rules: LockRules;
  held: LockHolding[];
}

export interface QueueEntry extends GateEntry {
  rules: QueueRules;
  load: QueueLoad & { byServer: Map<string, number> };
}

export interface EventEntry extends GateEntry {
  /** Occurrences that are not cleared; the event is raised while there is one. */
  open: number;
}

/** Whether there is a slot: taken, none for whatever run, or none for the origin of this one. */
export type SlotAnswer = "taken" | "none" | "none_for_origin";

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
  takeSlot: (candidate: GateCandidate) => SlotAnswer;
}

/** Key of something a tenant has by name. */
export function worldKey(tenantId: string, name: string): string {
  return `${tenantId} ${name}`;
}

/** True when somebody waits at the gate already who comes before this run. */
export function isOvertaking({ firstWaiting }: GateEntry, run: DispatchKey): boolean {
  return firstWaiting !== null && compareDispatch(firstWaiting, run) < 0;
}
