import { describe, expect, it } from "vitest";
import { move, type RunState } from "@/lib/domain/run/run-state";
import { candidate, daily, GATE_NOW, gateWorld, needed } from "@/lib/testing/gate-builder";
import { decideGates } from "./decide-gates";
import type { GateCandidate, GateWorld } from "./gate-world";

const HELD = { rules: { closed: true, closedReason: "HELD" } };
const FULL = { rules: { size: 1 }, load: { running: 1 } };
const TAKEN = { held: [{ mode: "exclusive" as const, units: 1 }] };
const waitsFor = (...events: string[]) => ({
  waitEvents: events.map((event) => ({ event, clear: false })),
});

function decide(run: GateCandidate, world: GateWorld = gateWorld()) {
  const [decision] = decideGates([run], world);
  if (!decision) throw new Error("nothing was decided");
  return decision;
}

/** Where a run in `state` goes, and what it waits for then. */
function outcome(state: RunState, wish: Parameters<typeof candidate>[0], world: GateWorld) {
  const { path, starts, reason, blockedOn } = decide(candidate({ state, ...wish }), world);
  expect(move(state, path).ok).toBe(true);
  return starts ? "starts" : [...path, reason, blockedOn].join(" | ");
}

describe("a run that has become due", () => {
  it("row 22: waits for an event that is not raised", () => {
    const needs = waitsFor("CLOSED");
    const waiting = "EventWait | EVENT: CLOSED | event:CLOSED";
    expect(outcome("Scheduled", { needs }, gateWorld({ events: { CLOSED: {} } }))).toBe(waiting);
    expect(outcome("Scheduled", { needs }, gateWorld())).toBe(waiting);
  });

  it("row 23: waits while its queue is held or closed", () => {
    const held = gateWorld({ queues: { Default: HELD } });
    expect(outcome("Scheduled", {}, held)).toBe("QueueHeld | HELD: Default | queue:Default");
    const closed = { rules: { closed: true, closedReason: "WINDOW_CLOSED" } };
    expect(outcome("Scheduled", {}, gateWorld({ queues: { Default: closed } }))).toBe(
      "QueueHeld | WINDOW_CLOSED: Default | queue:Default",
    );
  });

  it("row 23: waits while its priority lies below the hold level of its queue", () => {
    const world = () => gateWorld({ queues: { Default: { rules: { holdLevel: 50 } } } });
    expect(outcome("Scheduled", { priority: 49 }, world())).toBe(
      "QueueHeld | HOLD_LEVEL: Default | queue:Default",
    );
    expect(outcome("Scheduled", { priority: 50 }, world())).toBe("starts");
  });

  it("row 24: waits for a lock that is not free, or does not exist", () => {
    const needs = { locks: [needed("LEDGER")] };
    expect(outcome("Scheduled", { needs }, gateWorld({ locks: { LEDGER: TAKEN } }))).toBe(
      "LockWait | LOCK: LEDGER | lock:LEDGER",
    );
    expect(outcome("Scheduled", { needs }, gateWorld())).toBe(
      "LockWait | LOCK_MISSING: LEDGER | lock:LEDGER",
    );
  });

  it("row 25: waits for a place in its queue", () => {
    expect(outcome("Scheduled", {}, gateWorld({ queues: { Default: FULL } }))).toBe(
      "Queued | QUEUE_FULL: Default | queue:Default",
    );
  });

  it("row 25: waits for a slot, and may be examined again at any time", () => {
    expect(outcome("Scheduled", {}, gateWorld({ slots: 0 }))).toBe("Queued | NO_SLOT | ");
    const elsewhere = gateWorld({ fullOrigins: ["http://endpoint.test"] });
    expect(outcome("Scheduled", {}, elsewhere)).toBe("Queued | NO_SLOT | ");
  });

  it("row 25: lacks a slot where its queue has a place on another process server only", () => {
    const servers = [
      { server: "here", size: 1 },
      { server: "there", size: null },
    ];
    const load = { running: 1, byServer: new Map([["here", 1]]) };
    const world = gateWorld({ queues: { Default: { rules: { servers }, load } } });
    expect(outcome("Scheduled", {}, world)).toBe("Queued | NO_SLOT | ");
  });

  it.each(["chain", "wait"])("row 26: of kind %s needs no slot", (kind) => {
    expect(outcome("Scheduled", { kind }, gateWorld({ slots: 0 }))).toBe("starts");
  });

  it("row 26: starts when all gates are open, with everything it takes", () => {
    const needs = { ...waitsFor("A"), locks: [needed("L"), needed("M", "shared", 3)] };
    const world = gateWorld({
      events: { A: { open: 1 } },
      locks: { L: {}, M: { rules: { type: "shared", size: 1 } } },
    });
    expect(decide(candidate({ needs }), world)).toMatchObject({
      ...{ starts: true, path: [], blockedOn: null, reason: null, wakeAt: null },
      locks: [
        { lock: "L", mode: "exclusive", units: 1 },
        { lock: "M", mode: "shared", units: 1 },
      ],
      eventsMet: ["A"],
    });
  });
});

describe("a run that waits", () => {
  it("row 27: goes on to the next gate once all events are raised", () => {
    const wish = { needs: { ...waitsFor("A", "B"), locks: [needed("L")] }, eventsMet: ["A"] };
    const raised = { events: { B: { open: 1 } } };
    const locked = { ...raised, locks: { L: TAKEN } };
    const free = { ...raised, locks: { L: {} } };
    expect([
      outcome("EventWait", wish, gateWorld({ ...locked, queues: { Default: HELD } })),
      outcome("EventWait", wish, gateWorld(locked)),
      outcome("EventWait", wish, gateWorld({ ...free, slots: 0 })),
      outcome("EventWait", wish, gateWorld(free)),
    ]).toEqual([
      "QueueHeld | HELD: Default | queue:Default",
      "LockWait | LOCK: L | lock:L",
      "Queued | NO_SLOT | ",
      "starts",
    ]);
  });

  it("row 28: goes on once its queue is open", () => {
    const wish = { needs: { locks: [needed("L")] } };
    expect([
      outcome("QueueHeld", wish, gateWorld({ locks: { L: TAKEN } })),
      outcome("QueueHeld", wish, gateWorld({ locks: { L: {} }, queues: { Default: FULL } })),
      outcome("QueueHeld", wish, gateWorld({ locks: { L: {} } })),
    ]).toEqual([
      "LockWait | LOCK: L | lock:L",
      "Queued | QUEUE_FULL: Default | queue:Default",
      "starts",
    ]);
  });

  it.each(["Queued", "LockWait"] as const)(
    "row 29: in %s goes back while its queue is held",
    (state) => {
      expect(outcome(state, {}, gateWorld({ queues: { Default: HELD } }))).toBe(
        "QueueHeld | HELD: Default | queue:Default",
      );
    },
  );

  it("row 30: shows which gate blocks when that has changed", () => {
    const wish = { needs: { locks: [needed("L")] } };
    expect(outcome("Queued", wish, gateWorld({ locks: { L: TAKEN } }))).toBe(
      "LockWait | LOCK: L | lock:L",
    );
    const full = gateWorld({ locks: { L: {} }, queues: { Default: FULL } });
    expect(outcome("LockWait", wish, full)).toBe("Queued | QUEUE_FULL: Default | queue:Default");
  });

  it.each(["Queued", "LockWait"] as const)(
    "row 31: in %s starts with slot and locks at once",
    (state) => {
      const wish = { needs: { locks: [needed("L")] } };
      expect(outcome(state, wish, gateWorld({ locks: { L: {} }, slots: 1 }))).toBe("starts");
    },
  );

  it.each(["EventWait", "QueueHeld", "LockWait", "Queued"] as const)(
    "in %s stays there without a move while the same gate keeps it back",
    (state) => {
      const needs = { ...waitsFor(...(state === "EventWait" ? ["A"] : [])), locks: [needed("L")] };
      const world = gateWorld({
        queues: state === "QueueHeld" ? { Default: HELD } : {},
        locks: { L: state === "LockWait" ? TAKEN : {} },
        slots: state === "Queued" ? 0 : 1,
      });
      expect(decide(candidate({ state, needs }), world)).toMatchObject({ starts: false, path: [] });
    },
  );
});

describe("the order of the gates (8.3)", () => {
  it("asks for time before events before the queue before locks before a place before a slot", () => {
    const needs = { ...waitsFor("A"), locks: [needed("L")], window: "NIGHT" };
    const closed = { NIGHT: daily("22:00", "06:00") };
    const open = { NIGHT: daily("08:00", "18:00") };
    const shut = { slots: 0, queues: { Default: { rules: { ...HELD.rules, size: 0 } } } };
    const locks = { L: TAKEN };
    const events = { A: { open: 1 } };
    const reasons = [
      gateWorld({ ...shut, locks, windows: closed }),
      gateWorld({ ...shut, locks, windows: open }),
      gateWorld({ ...shut, locks, events, windows: open }),
      gateWorld({ slots: 0, queues: { Default: FULL }, locks, events, windows: open }),
      gateWorld({ slots: 0, queues: { Default: FULL }, locks: { L: {} }, events, windows: open }),
      gateWorld({ slots: 0, locks: { L: {} }, events, windows: open }),
    ].map((world) => decide(candidate({ needs }), world).reason);
    expect(reasons).toEqual([
      ...["WINDOW_CLOSED: NIGHT", "EVENT: A", "HELD: Default", "LOCK: L", "QUEUE_FULL: Default"],
      "NO_SLOT",
    ]);
  });

  it("remembers until when the window is open while the run waits at another gate", () => {
    const needs = { locks: [needed("L")], window: "DAY" };
    const windows = { DAY: daily("08:00", "18:00") };
    const closesAt = new Date("2026-11-23T18:00:00Z");
    expect(decide(candidate({ needs }), gateWorld({ windows, locks: { L: TAKEN } }))).toMatchObject(
      { path: ["LockWait"], wakeAt: closesAt, windowClosesAt: closesAt },
    );
    expect(decide(candidate({ needs }), gateWorld({ windows, locks: { L: {} } }))).toMatchObject({
      ...{ starts: true, wakeAt: null },
    });
  });

  it("files a run that waits for its window under it", () => {
    const needs = { window: "NIGHT" };
    const windows = { NIGHT: daily("22:00", "06:00") };
    expect(decide(candidate({ needs }), gateWorld({ windows }))).toMatchObject({
      ...{ path: [], blockedOn: "window:NIGHT", wakeAt: new Date("2026-11-23T22:00:00Z") },
    });
    const missed = { ...needs, whenOverdue: "Overdue" as const };
    const run = candidate({ needs: missed, state: "LockWait", windowClosesAt: GATE_NOW });
    expect(decide(run, gateWorld({ windows }))).toMatchObject({
      path: ["Overdue"],
      blockedOn: null,
    });
  });
});
