import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canMove, isFinal, move } from "@/lib/domain/run/run-state";
import { candidate, daily, gateWorld, needed, OPEN_QUEUE } from "@/lib/testing/gate-builder";
import { decideGates, type GateDecision } from "./decide-gates";
import { compareDispatch } from "./dispatch-order";
import { type GateCandidate, type GateWorld, worldKey } from "./gate-world";
import { isLockFree, type LockHolding } from "./lock-compatibility";
import { WAITING_STATES } from "./waiting-states";

const LOCKS = ["A", "B", "C"];
const EVENTS = ["E", "F"];
const QUEUES = ["Default", "NIGHT"];
const WINDOWS = {
  DAY: daily("08:00", "18:00"),
  DARK: daily("22:00", "06:00"),
  SHUT: daily("12:00", "12:00"),
};

const lockNeed = fc.record({
  lock: fc.constantFrom(...LOCKS, "MISSING"),
  mode: fc.constantFrom("exclusive" as const, "shared" as const),
  units: fc.integer({ min: 1, max: 4 }),
});
const eventNeed = fc.record({ event: fc.constantFrom(...EVENTS, "MISSING"), clear: fc.boolean() });

const run = fc
  .record({
    state: fc.constantFrom(...WAITING_STATES),
    kind: fc.constantFrom("http", "http", "wait"),
    queue: fc.constantFrom(...QUEUES, "MISSING"),
    origin: fc.constantFrom("http://a.test", "http://b.test"),
    priority: fc.integer({ min: 1, max: 3 }),
    seen: fc.boolean(),
    met: fc.subarray(EVENTS),
    locks: fc.uniqueArray(lockNeed, { selector: ({ lock }) => lock, maxLength: 3 }),
    waitEvents: fc.uniqueArray(eventNeed, { selector: ({ event }) => event, maxLength: 2 }),
    window: fc.constantFrom(null, null, "DAY", "DARK", "SHUT", "MISSING"),
    whenOverdue: fc.constantFrom("Scheduled", "Overdue", "Held", "Canceled"),
  })
  .map(({ met, seen, locks, waitEvents, window, whenOverdue, ...wish }) =>
    candidate({
      ...wish,
      eventsMet: met.filter((event) => waitEvents.some((need) => need.event === event)),
      windowClosesAt: seen ? new Date("2026-11-23T11:00:00Z") : null,
      needs: {
        locks: locks.toSorted((a, b) => (a.lock < b.lock ? -1 : 1)),
        waitEvents,
        window,
        whenOverdue,
      },
    }),
  );

const lock = fc.record({
  rules: fc.record({
    type: fc.constantFrom("simple" as const, "counted" as const, "shared" as const),
    size: fc.integer({ min: 1, max: 3 }),
  }),
  isHeld: fc.boolean(),
});
const queue = fc.record({
  closed: fc.boolean(),
  size: fc.option(fc.integer({ min: 0, max: 3 })),
  holdLevel: fc.option(fc.integer({ min: 1, max: 3 })),
  servers: fc.constantFrom(
    [],
    [
      { server: "here", size: 1 },
      { server: "there", size: 1 },
    ],
  ),
});
const surroundings = fc.record({
  locks: fc.tuple(lock, lock, lock),
  queues: fc.tuple(queue, queue),
  open: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
  slots: fc.integer({ min: 0, max: 4 }),
  fullOrigins: fc.subarray(["http://a.test"]),
});
type Surroundings = typeof surroundings extends fc.Arbitrary<infer T> ? T : never;

function worldOf({ locks, queues, open, slots, fullOrigins }: Surroundings): GateWorld {
  const named = <T, R>(names: readonly string[], all: readonly T[], make: (one: T) => R) =>
    Object.fromEntries(all.map((one, index) => [names[index] ?? "", make(one)] as const));
  return gateWorld({
    ...{ slots, fullOrigins, windows: WINDOWS },
    locks: named(LOCKS, locks, ({ rules, isHeld }) => ({
      rules,
      held: isHeld
        ? [{ mode: rules.type === "shared" ? "shared" : "exclusive", units: 1 } as const]
        : [],
    })),
    queues: named(QUEUES, queues, (rules) => ({ rules: { ...OPEN_QUEUE, ...rules } })),
    events: named(EVENTS, open, (count) => ({ open: count })),
  });
}

/** Whether these holdings may exist together, in whatever order they were taken. */
function isLegal({
  rules,
  held,
}: {
  rules: Parameters<typeof isLockFree>[0];
  held: LockHolding[];
}) {
  return held.every((one, index) => {
    const others = held.filter((_, place) => place !== index);
    return isLockFree(rules, others, needed("L", one.mode, one.units));
  });
}

function faultsOf(decision: GateDecision, world: GateWorld): string[] {
  const { candidate: of, path, starts, blockedOn, locks, eventsMet, clears, reason } = decision;
  const { needs, state } = of;
  const last = path.at(-1) ?? state;
  const faults: [boolean, string][] = [
    [!move(state, path).ok, "walks along no path of the state table"],
    [starts && !canMove(state, "Dispatched"), "starts from a state without a start"],
    [starts && path.length > 0, "walks somewhere and starts"],
    [starts && locks.length !== needs.locks.length, "starts without all its locks"],
    [!starts && locks.length > 0, "takes locks without a start"],
    [
      starts && needs.waitEvents.some(({ event }) => !eventsMet.includes(event)),
      "starts before its events",
    ],
    [
      clears.length > 0 && needs.waitEvents.some(({ event }) => !eventsMet.includes(event)),
      "clears before the last event",
    ],
    [!of.eventsMet.every((event) => eventsMet.includes(event)), "forgets an event"],
    [starts && blockedOn !== null, "starts and waits"],
    [!starts && reason === null, "waits for no reason"],
    [
      !starts &&
        blockedOn === null &&
        reason !== "NO_SLOT" &&
        !["Overdue", "Held"].includes(last) &&
        !isFinal(last),
      "waits for nothing",
    ],
    [
      starts && world.queues.get(worldKey("t", of.queue))?.rules.closed === true,
      "starts in a closed queue",
    ],
  ];
  return faults.filter(([isFault]) => isFault).map(([, text]) => `${of.id}: ${text}`);
}

/** Runs that got a lock although one before them in the dispatch order was left waiting for it. */
function overtakings(decisions: readonly GateDecision[]): string[] {
  const isOf = ({ needs }: GateCandidate, name: string) =>
    needs.locks.some((need) => need.lock === name);
  return decisions
    .filter(({ reason }) => reason?.startsWith("LOCK: "))
    .flatMap((waits) => {
      const name = waits.reason?.slice("LOCK: ".length) ?? "";
      return decisions
        .filter(
          ({ starts, candidate: other }) =>
            starts && isOf(other, name) && compareDispatch(waits.candidate, other) < 0,
        )
        .map((other) => `${other.candidate.id} overtook ${waits.candidate.id} at ${name}`);
    });
}

describe("whatever runs find at their gates", () => {
  it("gives no lock and no place twice, overtakes nobody, and moves runs along the state table only", () => {
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 12 }), surroundings, (runs, around) => {
        const world = worldOf(around);
        const decisions = decideGates(runs, world);
        expect(decisions.map((one) => one.candidate)).toEqual(runs.toSorted(compareDispatch));
        expect(decisions.flatMap((one) => faultsOf(one, world))).toEqual([]);
        expect(overtakings(decisions)).toEqual([]);
        expect([...world.locks.values()].filter((entry) => !isLegal(entry))).toEqual([]);
        const started = decisions.filter(({ starts }) => starts).map((one) => one.candidate);
        for (const { name, rules, load } of world.queues.values()) {
          expect(load.running).toBe(started.filter((one) => one.queue === name).length);
          expect(rules.size === null || load.running <= rules.size).toBe(true);
          expect(load.byServer.get("here") ?? 0).toBeLessThanOrEqual(
            rules.servers.length > 0 ? 1 : Number.POSITIVE_INFINITY,
          );
        }
        const cleared = (event: string) =>
          decisions.filter(({ clears }) => clears.includes(event)).length;
        expect(
          EVENTS.map(cleared).every((count, index) => count <= (around.open[index] ?? 0)),
        ).toBe(true);
        expect(started.filter(({ kind }) => kind === "http").length).toBeLessThanOrEqual(
          around.slots,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("decides the same about the same, whatever order the runs come in", () => {
    fc.assert(
      fc.property(fc.array(run, { minLength: 2, maxLength: 8 }), surroundings, (runs, around) => {
        const of = (ordered: readonly GateCandidate[]) => decideGates(ordered, worldOf(around));
        expect(of(runs.toReversed())).toEqual(of(runs));
      }),
      { numRuns: 300 },
    );
  });
});
