import { describe, expect, it } from "vitest";
import type { RunState } from "@/lib/domain/run/run-state";
import type { TimeWindow } from "@/lib/domain/schedule/time-window";
import { candidate, daily, gateWorld } from "@/lib/testing/gate-builder";
import type { GateCandidate } from "./gate-world";
import { findsStart, NEVER, windowGate } from "./window-gate";

const WAITING = ["Scheduled", "EventWait", "QueueHeld", "Queued", "LockWait"] as const;
const OFFICE = daily("08:00", "18:00");
const CLOSED: TimeWindow = { timeZone: "UTC", elements: [] };

const today = (time: string) => new Date(`2026-11-23T${time}Z`);
const tomorrow = (time: string) => new Date(`2026-11-24T${time}Z`);

type Policy = GateCandidate["needs"]["whenOverdue"];

interface Wish {
  now: Date;
  window?: TimeWindow;
  startAt?: Date;
  state?: RunState;
  policy?: Policy;
  minimum?: number;
  closesAt?: Date | null;
}

function look({ now, window, startAt, state, policy, minimum, closesAt }: Wish) {
  const run = candidate({
    ...{ state: state ?? "Scheduled", startAt: startAt ?? now, windowClosesAt: closesAt ?? null },
    needs: {
      window: "OFFICE",
      whenOverdue: policy ?? "Scheduled",
      minimumOpenSeconds: minimum ?? null,
    },
  });
  return windowGate(run, gateWorld({ now, windows: { OFFICE: window ?? OFFICE } }));
}

describe("the time gate", () => {
  it("is open to a run without a window", () => {
    expect(windowGate(candidate(), gateWorld())).toEqual({ open: true, closesAt: null });
  });

  it("is open while the window is, and says until when", () => {
    expect(look({ now: today("08:00:00") })).toEqual({ open: true, closesAt: today("18:00:00") });
    expect(look({ now: today("17:59:59") })).toMatchObject({ open: true });
  });

  it("has a run wait for the first opening after its start", () => {
    expect(look({ now: today("07:00:00") })).toMatchObject({
      ...{ open: false, path: [], isAwaited: true, reason: "WINDOW_CLOSED: OFFICE" },
      ...{ wakeAt: today("08:00:00"), closesAt: today("18:00:00"), startAt: null },
    });
    expect(look({ now: today("18:00:00") })).toMatchObject({ wakeAt: tomorrow("08:00:00") });
  });

  it("has it wait for a window that does not exist until there is one", () => {
    const run = candidate({ needs: { window: "GONE" } });
    expect(windowGate(run, gateWorld())).toMatchObject({
      ...{ open: false, path: [], isAwaited: true, reason: "WINDOW_MISSING: GONE", wakeAt: null },
    });
  });

  it("does not let it start shortly before closing (4.6, minimum open duration)", () => {
    const minimum = 3600;
    expect(look({ now: today("17:00:00"), minimum })).toMatchObject({ open: true });
    expect(look({ now: today("17:00:01"), minimum })).toMatchObject({
      wakeAt: tomorrow("08:00:00"),
    });
    // Woken a moment after the last possible start, not at the closing.
    const seen = look({ now: today("09:00:00"), minimum });
    expect(seen).toEqual({ open: true, closesAt: today("17:00:00.001") });
  });
});

describe.each(WAITING)("a window that closed with a run in %s", (state) => {
  const closed = { now: today("18:00:00"), state, closesAt: today("18:00:00") };

  it("row 32: makes it Overdue when its policy is Overdue", () => {
    expect(look({ ...closed, policy: "Overdue" })).toMatchObject({
      ...{ path: ["Overdue"], reason: "WINDOW_MISSED: OFFICE", isAwaited: false, wakeAt: null },
    });
  });

  it("row 33: holds it when its policy is Held", () => {
    expect(look({ ...closed, policy: "Held" })).toMatchObject({ path: ["Held"], isAwaited: false });
  });

  it("row 33: cancels it when its policy is Canceled", () => {
    expect(look({ ...closed, policy: "Canceled" })).toMatchObject({
      path: ["Canceling", "Canceled"],
    });
  });

  it("row 33: schedules it for the next opening otherwise", () => {
    expect(look({ ...closed, policy: "Scheduled" })).toMatchObject({
      path: state === "Scheduled" ? [] : ["Scheduled"],
      ...{ wakeAt: tomorrow("08:00:00"), closesAt: tomorrow("18:00:00"), isAwaited: true },
    });
  });
});

describe("missing the first window after the start", () => {
  const policy = "Overdue";

  it("row 32: counts also when nobody looked while it was open", () => {
    const outage = { now: today("20:00:00"), startAt: today("07:00:00"), policy } as const;
    expect(look(outage)).toMatchObject({ path: ["Overdue"] });
    expect(look({ ...outage, closesAt: today("18:00:00") })).toMatchObject({ path: ["Overdue"] });
  });

  it("row 32: counts also when a later one is open already", () => {
    const late = { now: tomorrow("09:00:00"), startAt: today("07:00:00") };
    expect(look({ ...late, policy })).toMatchObject({ path: ["Overdue"] });
    expect(look({ ...late, policy: "Scheduled" })).toMatchObject({ open: true });
  });

  it("row 32: has happened once too little of it is left", () => {
    const closesAt = today("17:00:00.001");
    const late = { minimum: 3600, policy, state: "LockWait", closesAt } as const;
    expect(look({ ...late, now: today("17:00:00") })).toMatchObject({ open: true });
    expect(look({ ...late, now: closesAt })).toMatchObject({ path: ["Overdue"] });
  });

  it("row 32: has not happened before it opens, however often it is looked at", () => {
    const early = { now: today("07:30:00"), startAt: today("07:00:00"), policy } as const;
    expect(look(early)).toMatchObject({ path: [], wakeAt: today("08:00:00") });
    expect(look({ ...early, closesAt: today("18:00:00") })).toMatchObject({ path: [] });
  });

  it("row 32: happens to a run that waits in a window which is changed to be closed", () => {
    const inIt = {
      now: today("12:00:00"),
      closesAt: today("18:00:00"),
      window: daily("20:00", "22:00"),
    };
    expect(look({ ...inIt, state: "LockWait", policy })).toMatchObject({ path: ["Overdue"] });
    expect(look({ ...inIt, state: "Scheduled", policy })).toMatchObject({
      ...{ path: [], wakeAt: today("20:00:00") },
    });
  });
});

describe("a window without an opening in two years", () => {
  const now = today("12:00:00");

  it("row 35: leaves a scheduled run without a start, shown as 2999-12-31", () => {
    expect(look({ now, window: CLOSED })).toMatchObject({
      ...{ path: ["Never"], reason: "NO_OPENING: OFFICE", startAt: NEVER, isAwaited: true },
    });
    expect(NEVER.toISOString()).toBe("2999-12-31T00:00:00.000Z");
  });

  it("rows 33 and 35: leads a run that waits elsewhere there by way of Scheduled", () => {
    const changed = {
      now,
      window: CLOSED,
      state: "LockWait",
      closesAt: today("18:00:00"),
    } as const;
    expect(look(changed)).toMatchObject({ path: ["Scheduled", "Never"], startAt: NEVER });
  });

  it("is looked at again the next day: two years come nearer", () => {
    expect(look({ now, window: CLOSED })).toMatchObject({ wakeAt: tomorrow("12:00:00") });
  });

  it("row 36: is left behind as soon as there is an opening that is long enough", () => {
    const search = (window: TimeWindow | null, minimumOpenSeconds: number | null = null) =>
      findsStart(
        { window: "OFFICE", minimumOpenSeconds },
        { from: now, lookup: { window: () => window, calendar: () => null } },
      );
    expect([search(CLOSED), search(null), search(OFFICE)]).toEqual([false, false, true]);
    expect([search(OFFICE, 36_000), search(OFFICE, 36_001)]).toEqual([true, false]);
  });
});
