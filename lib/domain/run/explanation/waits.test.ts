import { describe, expect, it } from "vitest";
import { explainRun } from "@/lib/domain/run/explanation";
import type {
  ChildFacts,
  ChildrenWaitFacts,
  EventWaitFacts,
  LockWaitFacts,
  QueueWaitFacts,
  RunFacts,
} from "./run-facts";

const NOW = new Date("2026-11-21T09:30:00Z");
const TODAY = new Date("2026-11-21T02:14:05Z");
const YESTERDAY = new Date("2026-11-20T21:55:00Z");
const MONDAY = new Date("2026-11-23T08:00:00Z");

const run: RunFacts = {
  state: "Scheduled",
  role: "job",
  kind: "program",
  detail: null,
  reason: null,
  startAt: new Date("2026-11-21T02:00:00Z"),
  plannedAt: null,
  startedAt: new Date("2026-11-21T02:00:01Z"),
  deadlineAt: null,
  wakeAt: null,
  httpStatus: null,
  returnCode: null,
  ready: false,
  queue: "NIGHT",
  priority: 50,
  stepName: null,
  callName: null,
  server: "node-a",
  slots: 10,
};

function explain(facts: Partial<RunFacts>): string {
  return explainRun({ ...run, ...facts }, NOW);
}

const none = { count: 0, isMore: false };
const holder = {
  id: "1",
  definition: "Close books",
  jobName: "CLOSE_BOOKS",
  jobCount: "02140501",
  mode: "exclusive",
  since: TODAY,
};
const lock: LockWaitFacts = {
  kind: "lock",
  name: "LEDGER",
  exists: true,
  size: 1,
  units: 1,
  holders: [holder],
  holderCount: 1,
  ahead: none,
};

describe("a run that waits for a lock", () => {
  const waiting = (facts: Partial<LockWaitFacts>) =>
    explain({ state: "LockWait", reason: "LOCK: LEDGER", waitsFor: { ...lock, ...facts } });

  it.each<[string, Partial<LockWaitFacts>, string]>([
    ["says who holds it and since when", {}, "held by CLOSE_BOOKS 02140501 since 02:14 UTC"],
    [
      "names the day of a holding that began earlier",
      { holders: [{ ...holder, since: YESTERDAY }] },
      "held by CLOSE_BOOKS 02140501 since 2026-11-20 21:55 UTC",
    ],
    [
      "counts those before it",
      { ahead: { count: 3, isMore: false } },
      "held by CLOSE_BOOKS 02140501 since 02:14 UTC; 3 runs are ahead of it",
    ],
    [
      "says when it has one before it",
      { ahead: { count: 1, isMore: false } },
      "held by CLOSE_BOOKS 02140501 since 02:14 UTC; 1 run is ahead of it",
    ],
    [
      "does not pretend to have counted them all",
      { ahead: { count: 1000, isMore: true } },
      "held by CLOSE_BOOKS 02140501 since 02:14 UTC; more than 1,000 runs are ahead of it",
    ],
    [
      "counts the other holders of a shared lock",
      { holderCount: 3 },
      "held by CLOSE_BOOKS 02140501 since 02:14 UTC and by 2 more runs",
    ],
    [
      "says that nobody has it",
      { holders: [], holderCount: 0 },
      "which nobody holds at the moment",
    ],
  ])("%s", (_rule, facts, text) => {
    expect(waiting(facts)).toBe(`Waiting for lock LEDGER, ${text}`);
  });

  it("says that nothing will ever change it when the lock does not exist", () => {
    const text =
      "Waiting for lock LEDGER, which does not exist: it cannot start until the lock is made";
    expect(waiting({ exists: false })).toBe(text);
    expect(explain({ state: "LockWait", reason: "LOCK_MISSING: LEDGER" })).toBe(text);
  });

  it("says that nothing will ever change it when it asks for more units than there are", () => {
    expect(waiting({ size: 3, units: 5 })).toBe(
      "Waiting for 5 units of lock LEDGER, which has 3: it cannot start until the lock is made larger",
    );
    expect(waiting({ size: 5, units: 5 })).toMatch(
      /^Waiting for 5 of the 5 units of lock LEDGER, held/,
    );
  });

  it("names the lock when it was woken and nothing was looked up", () => {
    expect(explain({ state: "LockWait", reason: "LOCK: LEDGER", ready: true })).toBe(
      "Waiting for lock LEDGER; it is looked at again now",
    );
  });
});

const queue: QueueWaitFacts = {
  kind: "queue",
  name: "NIGHT",
  closedReason: null,
  closedSince: null,
  heldBy: null,
  window: null,
  nextWindowChange: null,
  size: 2,
  running: 2,
  holdLevel: null,
  ahead: none,
};

describe("a run that its queue keeps back", () => {
  it.each<[string, Partial<QueueWaitFacts>, string]>([
    [
      "says who holds the queue and since when",
      { closedReason: "HELD", closedSince: YESTERDAY, heldBy: "admin" },
      "Its queue NIGHT is held since 2026-11-20 21:55 UTC by admin",
    ],
    [
      "says when the window of the queue opens",
      { closedReason: "WINDOW_CLOSED", window: "OFFICE", nextWindowChange: MONDAY },
      "Its queue NIGHT is closed outside its time window OFFICE, which opens at 2026-11-23 08:00 UTC",
    ],
    [
      "says that the window of the queue never opens",
      { closedReason: "WINDOW_CLOSED", window: "OFFICE" },
      "Its queue NIGHT is closed outside its time window OFFICE, which does not open within two years",
    ],
    [
      "says that no server of the queue is running",
      { closedReason: "NO_SERVER", closedSince: TODAY },
      "Its queue NIGHT is closed since 02:14 UTC: none of its process servers is running",
    ],
    [
      "names the hold level",
      { holdLevel: 60 },
      "Its queue NIGHT starts runs of priority 60 and above only; this one has 50",
    ],
    [
      "does not call an open queue closed",
      {},
      "Its queue NIGHT is open again; it is looked at again now",
    ],
  ])("%s", (_rule, facts, text) => {
    expect(explain({ state: "QueueHeld", waitsFor: { ...queue, ...facts } })).toBe(text);
  });

  it.each([
    ["HELD: NIGHT", "Its queue NIGHT is held"],
    ["WINDOW_CLOSED: NIGHT", "Its queue NIGHT is closed outside its time window"],
    ["NO_SERVER: NIGHT", "Its queue NIGHT is closed: none of its process servers is running"],
    ["HOLD_LEVEL: NIGHT", "Its queue NIGHT starts runs of a higher priority only; this one has 50"],
  ])("reads the reason %s when nothing was looked up", (reason, text) => {
    expect(explain({ state: "QueueHeld", reason })).toBe(text);
  });

  it.each<[string, Partial<QueueWaitFacts>, string]>([
    [
      "counts what is executing and what comes first",
      { ahead: { count: 14, isMore: false } },
      "Queue NIGHT is full: 2 of 2 runs are executing; 14 runs are ahead of it",
    ],
    ["is right about one", { size: 1, running: 1 }, "Queue NIGHT is full: 1 of 1 run is executing"],
    [
      "tells a limit of the servers from one of the queue",
      { size: null, running: 7 },
      "Queue NIGHT has no room for it on the process servers that are free",
    ],
  ])("%s", (_rule, facts, text) => {
    expect(explain({ state: "Queued", waitsFor: { ...queue, ...facts } })).toBe(text);
  });
});

describe("a run that waits for an event", () => {
  const event: EventWaitFacts = { kind: "event", name: "INVOICES_IN", exists: true, raised: false };

  it.each<[Partial<EventWaitFacts>, string]>([
    [{}, "Waiting for event INVOICES_IN, which has not been raised"],
    [
      { raised: true },
      "Waiting for event INVOICES_IN, which has been raised; it is looked at again now",
    ],
    [
      { exists: false },
      "Waiting for event INVOICES_IN, which does not exist: it cannot start until the event is made and raised",
    ],
  ])("%j → %s", (facts, text) => {
    expect(explain({ state: "EventWait", waitsFor: { ...event, ...facts } })).toBe(text);
  });
});

describe("a run outside its time window", () => {
  const office = { kind: "window", name: "OFFICE", opensAt: MONDAY } as const;

  it.each<[string, Partial<RunFacts>, string]>([
    [
      "says when it opens",
      { waitsFor: office, reason: "WINDOW_CLOSED: OFFICE" },
      "Outside its time window OFFICE, which opens at 2026-11-23 08:00 UTC",
    ],
    [
      "says that the window does not exist",
      { waitsFor: { ...office, opensAt: null }, reason: "WINDOW_MISSING: OFFICE" },
      "Its time window OFFICE does not exist: it cannot start until the window is made",
    ],
    [
      "says that it never opens",
      { state: "Never", reason: "NO_OPENING: OFFICE" },
      "No possible start: its time window OFFICE does not open within two years; change the window, or cancel the run",
    ],
    [
      "says that it was missed",
      { state: "Overdue", reason: "WINDOW_MISSED: OFFICE" },
      "Overdue because its time window OFFICE opened and closed without it; an operator must release or cancel it",
    ],
    [
      "says that it is held because it was missed",
      { state: "Held", reason: "WINDOW_MISSED: OFFICE" },
      "Held because its time window OFFICE opened and closed without it; waits for a release",
    ],
    [
      "says that it was canceled because it was missed",
      { state: "Canceled", reason: "WINDOW_MISSED: OFFICE" },
      "Canceled because its time window OFFICE opened and closed without it",
    ],
  ])("%s", (_rule, facts, text) => {
    expect(explain(facts)).toBe(text);
  });
});

const child: ChildFacts = {
  ...run,
  id: "2",
  role: "call",
  state: "Running",
  stepName: "LOAD",
  callName: "EXTRACT",
  jobName: "EXTRACT_ALL",
  jobCount: "02140502",
};
const children: ChildrenWaitFacts = {
  kind: "children",
  of: "call",
  total: 5,
  open: 3,
  first: child,
};

describe("a step or chain that waits for its children", () => {
  const step: Partial<RunFacts> = { state: "Waiting", role: "step", kind: "chain" };

  it.each<[string, Partial<ChildrenWaitFacts>, string]>([
    ["counts them", {}, "Waits for 3 of its 5 calls: EXTRACT is running"],
    ["does not say 5 of 5", { open: 5 }, "Waits for its 5 calls: EXTRACT is running"],
    ["is right about one", { total: 1, open: 1 }, "Waits for its call: EXTRACT is running"],
    ["does not count too many", { total: null }, "Waits for its calls: EXTRACT is running"],
    [
      "says what the child waits for",
      { first: { ...child, state: "LockWait", reason: "LOCK: LEDGER" } },
      "Waits for 3 of its 5 calls: EXTRACT waits for lock LEDGER",
    ],
    [
      "says that a child waits for a person",
      { first: { ...child, state: "Held", reason: "HELD_BY_OPERATOR" } },
      "Waits for 3 of its 5 calls: EXTRACT is held",
    ],
    [
      "names a step by its name",
      { of: "step", first: { ...child, role: "step", state: "Waiting", callName: null } },
      "Waits for 3 of its 5 steps: LOAD is running",
    ],
    [
      "says that none is left",
      { open: 0 },
      "All its calls have ended; what follows is being decided",
    ],
  ])("%s", (_rule, facts, text) => {
    expect(explain({ ...step, waitsFor: { ...children, ...facts } })).toBe(text);
  });

  it("names the call that failed and why, and what was made of it", () => {
    const failed = { ...child, state: "Error" as const, reason: "RETURN_CODE: 3", returnCode: 3 };
    const waitsFor = { ...children, open: 0, first: failed };
    const ended = { state: "Error" as const, kind: "chain", waitsFor };
    expect(explain({ ...ended, role: "step", reason: "by system default, after Error" })).toBe(
      "EXTRACT ended Error: the program ended with return code 3; no handler says how to go on",
    );
    expect(explain({ ...ended, role: "chain", reason: null })).toBe(
      "EXTRACT in step LOAD ended Error: the program ended with return code 3",
    );
  });

  it("quotes the question it has put", () => {
    const text = "Step LOAD ended Error.\n How is the chain to go on?";
    const question = { message: "9", askedBy: "2", text, replies: [], askedAt: NOW };
    const asked = "Step LOAD ended Error. How is the chain to go on?";
    expect(explain({ state: "Console", question })).toBe(`Asks an operator: ${asked}`);
    const parent = { state: "Waiting", role: "step", kind: "chain", question } as const;
    expect(explain({ ...parent, waitsFor: { ...children, open: 0, first: null } })).toBe(
      `Waits for an operator's reply: ${asked}`,
    );
    expect(explain({ state: "Error", reason: "RETURN_CODE: 3", question })).toBe(
      `The program ended with return code 3; an operator is asked: ${asked}`,
    );
  });
});

describe("a run that is started again", () => {
  it.each([
    ["RESTART_BEHAVIOUR", "the restart behaviour of its definition"],
    ["DELAYED_RESTART", "a handler of its chain"],
    ["RESTART_BY_HANDLER", "a handler of the chain before it"],
  ])("says so while it is put off: %s", (reason, whose) => {
    expect(explain({ state: "Delayed", reason })).toBe(
      `Starts again at 2026-11-21 02:00:00 UTC, as ${whose} says`,
    );
  });
});

describe("a run in the terms of its kind", () => {
  it.each<[Partial<RunFacts>, string]>([
    [
      { state: "Running" },
      "The program is being executed by the process server node-a since 2026-11-21 02:00:01 UTC",
    ],
    [
      { state: "Running", kind: "wait", wakeAt: MONDAY },
      "Waits until 2026-11-23 08:00:00 UTC, as its definition says",
    ],
    [{ state: "Running", kind: "chain", role: "chain" }, "Its steps are being started"],
    [{ state: "Running", kind: "chain", role: "step" }, "Its calls are being started"],
    [{ state: "Completed", returnCode: 0 }, "The program ended with return code 0"],
    [{ state: "Completed", kind: "wait" }, "Waited as long as its definition says"],
    [{ state: "Completed", kind: "chain", role: "chain" }, "All its steps have ended"],
    [{ state: "Completed", kind: "chain", role: "step" }, "All its calls have ended well"],
    [
      { state: "Completed", role: "step", reason: "by handler Error of step LOAD: Continue" },
      "Ended as Completed by handler Error of step LOAD: Continue",
    ],
    [
      {
        state: "Error",
        role: "chain",
        reason: "by system default: step LOAD has used up its only start, after Error",
      },
      "Ended as Error: step LOAD has used up its only start",
    ],
    [{ state: "Error", reason: "RETURN_CODE: 3" }, "The program ended with return code 3"],
    [{ state: "Error", reason: "SIGNAL: SIGKILL" }, "The program was ended by signal SIGKILL"],
    [
      { state: "Error", reason: "PROGRAM_NOT_STARTED" },
      "The program could not be started; the log says why",
    ],
    [{ state: "Killed", reason: "RUNTIME_LIMIT" }, "Killed because it ran longer than its limit"],
    [
      { state: "Unknown", reason: "WORKER_LOST: node-a" },
      "Its process server node-a was lost while it ran; nobody can tell whether the work was done",
    ],
    [
      { state: "Skipped", reason: "PREDECESSOR_FAILED: EXTRACT" },
      "Not run because the call EXTRACT before it did not end well",
    ],
    [
      { state: "Skipped", reason: "KEPT_RESULT" },
      "Not run again: the result of its earlier run is kept",
    ],
    [
      { state: "Modified", reason: "VALUE_MISSING: period must have a value" },
      "A value it needs is missing: period must have a value; an operator must correct or cancel it",
    ],
    [{ state: "Chained", role: "call", stepName: "LOAD" }, "Waits for its turn in step LOAD"],
    [{ state: "Chained", role: "step", stepName: "LOAD" }, "Waits for the steps before it"],
  ])("%j → %s", (facts, text) => {
    expect(explain(facts)).toBe(text);
  });
});
