import { NO_NEEDS } from "@/lib/domain/gate/gate-needs";
import {
  type EventEntry,
  type GateCandidate,
  type GateWorld,
  type LockEntry,
  type QueueEntry,
  type SlotAnswer,
  worldKey,
} from "@/lib/domain/gate/gate-world";
import type { QueueRules } from "@/lib/domain/gate/queue-capacity";
import type { TimeWindow } from "@/lib/domain/schedule/time-window";

/** The moment at which these gates are looked at. */
export const GATE_NOW = new Date("2026-11-23T12:00:00Z");

let serial = 0;

interface CandidateWish extends Partial<Omit<GateCandidate, "needs">> {
  needs?: Partial<GateCandidate["needs"]>;
}

/** A due run of its own; each comes after the one made before it in the dispatch order. */
export function candidate({ needs, ...wish }: CandidateWish = {}): GateCandidate {
  serial += 1;
  return {
    tenantId: "t",
    id: `run-${String(serial).padStart(6, "0")}`,
    state: "Scheduled",
    kind: "http",
    queue: "Default",
    origin: "http://endpoint.test",
    priority: 50,
    rootStartAt: GATE_NOW,
    startAt: GATE_NOW,
    eventsMet: [],
    windowClosesAt: null,
    ...wish,
    needs: { ...NO_NEEDS, ...needs },
  };
}

/** A lock as a run asks for it. */
export function needed(lock: string, mode: "exclusive" | "shared" = "exclusive", units = 1) {
  return { lock, mode, units } as const;
}

type Wishes<T> = Readonly<Record<string, Partial<T>>>;

interface WorldWish {
  now?: Date;
  server?: string;
  events?: Wishes<EventEntry>;
  queues?: Readonly<
    Record<
      string,
      Partial<Omit<QueueEntry, "rules" | "load">> & {
        rules?: Partial<QueueRules>;
        load?: Partial<QueueEntry["load"]>;
      }
    >
  >;
  locks?: Wishes<LockEntry>;
  windows?: Readonly<Record<string, TimeWindow>>;
  /** Free slots; any number when absent. */
  slots?: number;
  /** Origins that get no slot. */
  fullOrigins?: readonly string[];
}

/** What the gates of tenant `t` depend on: only what is given exists. */
export function gateWorld(wish: WorldWish = {}): GateWorld {
  const entry = (name: string) => ({ tenantId: "t", name, firstWaiting: null, isBlocking: false });
  const all = <W, T>(
    wishes: Readonly<Record<string, W>> = {},
    make: (name: string, wish: W) => T,
  ) =>
    new Map(
      Object.entries(wishes).map(([name, one]) => [worldKey("t", name), make(name, one)] as const),
    );
  let slots = wish.slots ?? Number.POSITIVE_INFINITY;
  const takeSlot = ({ origin }: GateCandidate): SlotAnswer => {
    if (slots <= 0) return "none";
    if (wish.fullOrigins?.includes(origin)) return "none_for_origin";
    slots -= 1;
    return "taken";
  };
  const { windows = {} } = wish;
  return {
    now: wish.now ?? GATE_NOW,
    server: wish.server ?? "here",
    events: all(wish.events, (name, one) => ({ ...entry(name), open: 0, ...one })),
    queues: all(wish.queues, (name, { rules, load, ...one }) => ({
      ...entry(name),
      ...one,
      rules: { ...OPEN_QUEUE, ...rules },
      load: { running: 0, waiting: 0, console: 0, byServer: new Map<string, number>(), ...load },
    })),
    locks: all(wish.locks, (name, one) => ({
      ...entry(name),
      rules: { type: "simple" as const, size: 1 },
      held: [],
      ...one,
    })),
    windows: () => ({ window: (name) => windows[name] ?? null, calendar: () => null }),
    takeSlot,
  };
}

/** The rules of a queue that keeps nobody back. */
export const OPEN_QUEUE: QueueRules = {
  closed: false,
  closedReason: null,
  size: null,
  holdLevel: null,
  countWaiting: false,
  countConsole: true,
  servers: [],
};

/** A window that is open every day between two times of day in UTC. */
export function daily(from: string, to: string): TimeWindow {
  return { timeZone: "UTC", elements: [{ from, to }] };
}
