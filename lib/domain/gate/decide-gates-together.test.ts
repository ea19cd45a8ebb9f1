import { describe, expect, it } from "vitest";
import { candidate, gateWorld, needed } from "@/lib/testing/gate-builder";
import { decideGates } from "./decide-gates";
import type { GateCandidate, GateWorld } from "./gate-world";
import { gatesForNextInLine } from "./next-in-line";

const WAITS_CLEARING = { waitEvents: [{ event: "E", clear: true }] };

/** What becomes of each run, in the order they are given. */
function outcomes(runs: readonly GateCandidate[], world: GateWorld): (string | null)[] {
  const decisions = decideGates(runs, world);
  return runs.map((run) => {
    const decision = decisions.find((one) => one.candidate.id === run.id);
    return decision?.starts ? "starts" : (decision?.reason ?? null);
  });
}

function runs(count: number, wish: Parameters<typeof candidate>[0] = {}): GateCandidate[] {
  return Array.from({ length: count }, () => candidate(wish));
}

/** A run that asks for units of the lock L. */
const wanting = (units: number) =>
  candidate({ needs: { locks: [needed("L", "exclusive", units)] } });

const exclusive = { mode: "exclusive", units: 1 } as const;

describe("runs that are examined together", () => {
  it("get what is scarce in dispatch order, whatever order they come in", () => {
    const [first, second, third] = [candidate(), candidate({ priority: 99 }), candidate()];
    const world = gateWorld({ queues: { Default: { rules: { size: 2 } } } });
    expect(outcomes([third, first, second], world)).toEqual([
      "QUEUE_FULL: Default",
      "starts",
      "starts",
    ]);
  });

  it("never hold a lock together, nor more units than there are", () => {
    const needs = { locks: [needed("L")] };
    expect(outcomes(runs(2, { needs }), gateWorld({ locks: { L: {} } }))).toEqual([
      "starts",
      "LOCK: L",
    ]);
    const counted = gateWorld({ locks: { L: { rules: { type: "counted", size: 3 } } } });
    const two = { needs: { locks: [needed("L", "exclusive", 2)] } };
    const one = { needs: { locks: [needed("L")] } };
    expect(outcomes([candidate(two), candidate(one), candidate(one)], counted)).toEqual([
      ...["starts", "starts", "LOCK: L"],
    ]);
  });

  it("take all their locks or none (8.3)", () => {
    const both = candidate({ needs: { locks: [needed("A"), needed("B")] } });
    const onlyA = candidate({ needs: { locks: [needed("A")] } });
    const world = gateWorld({ locks: { A: {}, B: { held: [exclusive] } } });
    expect(outcomes([both, onlyA], world)).toEqual(["LOCK: B", "starts"]);
  });

  it("keep no lock from others that they do not take because they lack a place", () => {
    const needs = { locks: [needed("L")] };
    const kept = candidate({ needs, queue: "FULL" });
    const world = gateWorld({ locks: { L: {} }, queues: { FULL: { rules: { size: 0 } } } });
    expect(outcomes([kept, candidate({ needs })], world)).toEqual(["QUEUE_FULL: FULL", "starts"]);
  });

  it("do not overtake one that waits for more of the same lock", () => {
    const lock = { rules: { type: "counted", size: 2 } as const, held: [exclusive] };
    expect(outcomes([wanting(2), wanting(1)], gateWorld({ locks: { L: lock } }))).toEqual([
      ...["LOCK: L", "LOCK: L"],
    ]);
  });

  it("do not overtake one that waits for a lock, a place or an event already", () => {
    const firstWaiting = candidate();
    const needs = { locks: [needed("L")], ...WAITS_CLEARING };
    const [before, after] = [candidate({ needs, priority: 51 }), candidate({ needs })];
    const free = () => ({ events: { E: { open: 2 } }, locks: { L: {} }, queues: { Default: {} } });
    const { events, locks, queues } = free();
    expect([
      outcomes([before, after], gateWorld({ ...free(), locks: { L: { firstWaiting } } })),
      outcomes(
        [before, after],
        gateWorld({
          events,
          locks: { L: { rules: { type: "counted", size: 9 } } },
          queues: { Default: { firstWaiting } },
        }),
      ),
      outcomes(
        [before, after],
        gateWorld({ locks, queues, events: { E: { open: 2, firstWaiting } } }),
      ),
    ]).toEqual([
      ["starts", "LOCK: L"],
      ["starts", "QUEUE_FULL: Default"],
      ["starts", "EVENT: E"],
    ]);
  });

  it("wait aside for a lock that has less than they ask for, in nobody's way", () => {
    const locks = { L: { rules: { type: "counted" as const, size: 2 } } };
    expect(outcomes([wanting(3), wanting(2)], gateWorld({ locks }))).toEqual([
      ...["LOCK_TOO_SMALL: L", "starts"],
    ]);
  });
});

describe("events (4.5)", () => {
  it("are taken away by one run only", () => {
    const world = gateWorld({ events: { E: { open: 1 } } });
    expect(outcomes(runs(3, { needs: WAITS_CLEARING }), world)).toEqual([
      "starts",
      "EVENT: E",
      "EVENT: E",
    ]);
  });

  it("that are pending serve as many runs as there are occurrences", () => {
    const world = gateWorld({ events: { E: { open: 2 } } });
    expect(outcomes(runs(3, { needs: WAITS_CLEARING }), world)).toEqual([
      "starts",
      "starts",
      "EVENT: E",
    ]);
  });

  it("serve any number of runs that leave them as they are", () => {
    const needs = { waitEvents: [{ event: "E", clear: false }] };
    const world = gateWorld({ events: { E: { open: 1 } } });
    expect(outcomes(runs(3, { needs }), world)).toEqual(["starts", "starts", "starts"]);
  });

  it("are remembered one by one, but taken away only together with the last", () => {
    const events = (...open: string[]) =>
      Object.fromEntries(
        ["A", "B", "C"].map((name) => [name, { open: open.includes(name) ? 1 : 0 }]),
      );
    const waitEvents = [
      { event: "A", clear: false },
      { event: "B", clear: true },
      { event: "C", clear: false },
    ];
    const run = candidate({ needs: { waitEvents } });
    const [waits] = decideGates([run], gateWorld({ events: events("A", "B") }));
    expect(waits).toMatchObject({ eventsMet: ["A"], clears: [], blockedOn: "event:C" });
    const later = { ...run, state: "EventWait" as const, eventsMet: ["A"] };
    const [starts] = decideGates([later], gateWorld({ events: events("B", "C") }));
    expect(starts).toMatchObject({ starts: true, eventsMet: ["A", "B", "C"], clears: ["B"] });
  });

  it("that were met are never asked for again, wherever the run has come to", () => {
    for (const state of ["Scheduled", "EventWait", "QueueHeld", "Queued", "LockWait"] as const) {
      const met = candidate({ state, needs: WAITS_CLEARING, eventsMet: ["E"] });
      expect(decideGates([met], gateWorld())[0]).toMatchObject({ starts: true, clears: [] });
    }
  });

  it("are met also when another gate keeps the run back afterwards", () => {
    const world = gateWorld({ events: { E: { open: 1 } }, slots: 0 });
    expect(decideGates([candidate({ needs: WAITS_CLEARING })], world)[0]).toMatchObject({
      ...{ starts: false, path: ["Queued"], eventsMet: ["E"], clears: ["E"] },
    });
  });
});

describe("the next in line", () => {
  const firstWaiting = candidate({ priority: 1 });
  const next = (run: GateCandidate, world: GateWorld) => {
    decideGates([run], world);
    return gatesForNextInLine(world).map(({ resource }) => resource);
  };
  const needs = { locks: [needed("L")], ...WAITS_CLEARING };

  it("is woken where those who were woken leave something: they wait for something else now", () => {
    const world = gateWorld({
      events: { E: { open: 1, firstWaiting }, X: {} },
      queues: { Default: { rules: { size: 2 }, firstWaiting } },
      locks: { L: { firstWaiting } },
    });
    const elsewhere = candidate({
      needs: { ...needs, waitEvents: [{ event: "X", clear: false }] },
    });
    expect(next(elsewhere, world)).toEqual(["unit:L", "room:Default", "event:E"]);
  });

  it("is left alone where nothing is left", () => {
    const world = gateWorld({
      events: { E: { open: 1, firstWaiting } },
      queues: { Default: { rules: { size: 1 }, firstWaiting } },
      locks: { L: { firstWaiting } },
    });
    expect(next(candidate({ needs }), world)).toEqual([]);
  });

  it("is left alone where one of those examined found too little", () => {
    const counted = {
      rules: { type: "counted" as const, size: 2 },
      held: [exclusive],
      firstWaiting,
    };
    const big = candidate({ needs: { locks: [needed("L", "exclusive", 2)] } });
    expect(next(big, gateWorld({ locks: { L: counted } }))).toEqual([]);
  });

  it("is left alone behind a run that lacks nothing but a slot", () => {
    const world = gateWorld({
      ...{ slots: 0, queues: { Default: { firstWaiting } }, locks: { L: { firstWaiting } } },
    });
    expect(next(candidate({ needs: { locks: [needed("L")] } }), world)).toEqual([]);
  });

  it("is woken behind a run that only lacks a slot for its own origin", () => {
    const world = gateWorld({
      ...{ fullOrigins: ["http://endpoint.test"], locks: { L: { firstWaiting } } },
    });
    expect(next(candidate({ needs: { locks: [needed("L")] } }), world)).toEqual(["unit:L"]);
  });

  it("is woken when somebody would have overtaken it", () => {
    const first = candidate({ priority: 99 });
    const world = gateWorld({ locks: { L: { firstWaiting: first } } });
    expect(next(candidate({ needs: { locks: [needed("L")] } }), world)).toEqual(["unit:L"]);
  });

  it("is not woken below the hold level of its queue, nor in a closed one", () => {
    const held = { rules: { holdLevel: 2 }, firstWaiting };
    const closed = { rules: { closed: true }, firstWaiting };
    expect(next(candidate(), gateWorld({ queues: { Default: held } }))).toEqual([]);
    expect(next(candidate(), gateWorld({ queues: { Default: closed } }))).toEqual([]);
  });
});
