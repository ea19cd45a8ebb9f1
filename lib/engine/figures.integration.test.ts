/**
 * The figures of the description of job states (run-states-and-chains 1.4), each as the stored transitions of a run of
 * the demo landscape: every state with the seconds since the submission and the reason, as the timeline draws them.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { type DemoFigures, startDemoFigures } from "@/lib/testing/demo-figures";

let landscape: DemoFigures;

beforeAll(async () => {
  landscape = await startDemoFigures();
});
afterAll(() => landscape.close());

/** What a figure shows of one moment: several states the run goes through at once. */
function at(seconds: number, ...states: string[]): string[] {
  return states.map((state) => `${seconds} s ${state}`);
}

const START = ["Dispatched", "Assigned", "Running"];

describe("the figures of a single job", () => {
  it("completed", async () => {
    const id = await landscape.submit("VALIDATE_ORDERS");
    await landscape.settle();
    await landscape.answer(id, 4);
    expect(await landscape.figure(id)).toEqual([
      ...at(0, "New", "Scheduled", ...START),
      ...at(4, "Completed"),
    ]);
  });

  it("waited on an event", async () => {
    const id = await landscape.submit("SEND_REMINDERS");
    await landscape.settle();
    await landscape.pass(60);
    await raiseEvent(landscape.context(), { name: "INVOICES_IN", input: {} });
    await landscape.settle();
    await landscape.answer(id, 2);
    expect(await landscape.figure(id)).toEqual([
      ...at(0, "New", "Scheduled", "EventWait: EVENT: INVOICES_IN"),
      ...at(60, ...START),
      ...at(62, "Completed"),
    ]);
  });

  it("waited for a lock", async () => {
    const holder = await landscape.submit("RECONCILE_LEDGER");
    await landscape.settle();
    const id = await landscape.submit("POST_JOURNALS");
    await landscape.settle();
    await landscape.pass(20);
    await landscape.answer(id, 5);
    expect(await landscape.figure(holder)).toEqual([
      ...at(0, "New", "Scheduled", ...START),
      ...at(20, "Completed"),
    ]);
    expect(await landscape.figure(id)).toEqual([
      ...at(0, "New", "Scheduled", "LockWait: LOCK: LEDGER"),
      ...at(20, ...START),
      ...at(25, "Completed"),
    ]);
  });

  it("canceled: Canceling lies between", async () => {
    const startAt = new Date(landscape.clock.now().getTime() + 3_600_000);
    const id = await landscape.submit("VALIDATE_ORDERS", { startAt });
    await landscape.pass(10);
    await actOnRuns(landscape.context(), {
      action: "cancel",
      runIds: [id],
      reason: "Not needed tonight",
    });
    expect(await landscape.figure(id)).toEqual([
      ...at(0, "New", "Scheduled"),
      ...at(10, "Canceling: Not needed tonight", "Canceled: Not needed tonight"),
    ]);
  });

  it("killed: Killing lies between", async () => {
    const id = await landscape.submit("CLOSE_LEDGER");
    await landscape.settle();
    await landscape.pass(3);
    await actOnRuns(landscape.context(), {
      action: "kill",
      runIds: [id],
      reason: "Started by mistake",
    });
    await landscape.pass(1);
    expect(await landscape.figure(id)).toEqual([
      ...at(0, "New", "Scheduled", ...START),
      ...at(3, "Killing: Started by mistake"),
      ...at(4, "Killed: KILLED"),
    ]);
  });
});

describe("the figure of a chain", () => {
  it("draws chain, steps and calls over the same time", async () => {
    const id = await landscape.submit("NIGHTLY_BACKUP");
    await landscape.settle();
    await landscape.answer(await landscape.member(id, "DATABASE"), 10);
    await landscape.answer(await landscape.member(id, "DOCUMENTS"), 10);
    await landscape.answer(await landscape.member(id, "TAPES"), 5);
    expect(await landscape.lanes(id)).toEqual({
      CHAIN: [...at(0, "New", "Scheduled", ...START, "Waiting"), ...at(25, "Completed")],
      WRITE: [...at(0, "New", "Chained", "Running", "Waiting"), ...at(20, "Completed")],
      DATABASE: [...at(0, "New", "Chained", "Scheduled", ...START), ...at(10, "Completed")],
      DOCUMENTS: [
        ...at(0, "New", "Chained", "Scheduled", "LockWait: LOCK: TAPE_DRIVES"),
        ...at(10, ...START),
        ...at(20, "Completed"),
      ],
      VERIFY: [...at(0, "New", "Chained"), ...at(20, "Running", "Waiting"), ...at(25, "Completed")],
      TAPES: [...at(0, "New", "Chained"), ...at(20, "Scheduled", ...START), ...at(25, "Completed")],
    });
  });

  it("shows what lies before the step it was started at", async () => {
    const id = await landscape.submit("NIGHTLY_BACKUP", { startAtStep: "VERIFY" });
    await landscape.settle();
    await landscape.answer(await landscape.member(id, "TAPES"), 5);
    const skipped = at(0, "New", "Skipped: BEFORE_START_STEP");
    expect(await landscape.lanes(id)).toEqual({
      CHAIN: [...at(0, "New", "Scheduled", ...START, "Waiting"), ...at(5, "Completed")],
      WRITE: skipped,
      DATABASE: skipped,
      DOCUMENTS: skipped,
      VERIFY: [...at(0, "New", "Chained", "Running", "Waiting"), ...at(5, "Completed")],
      TAPES: [...at(0, "New", "Chained", "Scheduled", ...START), ...at(5, "Completed")],
    });
  });

  it("shows where an operator was asked, what was started again, and what was passed over", async () => {
    const id = await landscape.submit("NIGHTLY_CLOSE");
    await landscape.settle();
    await landscape.answer(await landscape.member(id, "SALES"), 2, { out: { rows: 3, total: 30 } });
    await landscape.answer(await landscape.member(id, "PURCHASES"), 1, {
      out: { rows: 2, total: 12 },
    });
    await landscape.answer(await landscape.member(id, "BANK"), 4, { status: 500 });
    await landscape.answer(await landscape.member(id, "JOURNALS"), 3);
    await landscape.pass(50);
    await landscape.replyTo(id, "Restart failed");
    await landscape.answer(await landscape.member(id, "BANK 2"), 5);
    await landscape.answer(await landscape.member(id, "REPORT"), 1);
    const backup = await landscape.member(id, "BACKUP");
    for (const call of ["DATABASE", "DOCUMENTS", "TAPES"]) {
      await landscape.answer(await landscape.member(backup, call), 1);
    }
    const call = (start: number, end: number) => [
      ...at(0, "New", "Chained"),
      ...at(start, "Scheduled", ...START),
      ...at(end, "Completed"),
    ];
    const step = (start: number, end: number) => [
      ...at(0, "New", "Chained"),
      ...at(start, "Running", "Waiting"),
      ...at(end, "Completed"),
    ];
    const asked = "Console: by handler Error of step POST: RequestRestart";
    const answered = "by reply of operator: RestartFailed";
    expect(await landscape.lanes(id)).toEqual({
      CHAIN: [
        ...at(0, "New", "Scheduled", ...START, "Waiting"),
        ...at(10, asked),
        ...at(60, `Waiting: ${answered}`),
        ...at(69, "Completed"),
      ],
      COLLECT: step(0, 3),
      SALES: call(0, 2),
      PURCHASES: call(0, 3),
      POST: [
        ...at(0, "New", "Chained"),
        ...at(3, "Running", "Waiting"),
        ...at(10, asked),
        ...at(60, `Error: ${answered}`),
      ],
      BANK: [
        ...at(0, "New", "Chained"),
        ...at(3, "Scheduled", ...START),
        ...at(7, "Error: HTTP_500"),
      ],
      JOURNALS: call(3, 10),
      "POST 2": [...at(60, "New", "Chained", "Running", "Waiting"), ...at(65, "Completed")],
      "BANK 2": [...at(60, "New", "Chained", "Scheduled", ...START), ...at(65, "Completed")],
      "JOURNALS 2": at(60, "New", "Skipped: KEPT_RESULT"),
      MONTH_END: [...at(0, "New", "Chained"), ...at(65, "Skipped: PRECONDITION_FALSE")],
      PERIOD: [...at(0, "New", "Chained"), ...at(65, "Skipped: STEP_NOT_RUN")],
      FINISH: step(65, 69),
      BACKUP: [
        ...at(0, "New", "Chained"),
        ...at(65, "Scheduled", ...START, "Waiting"),
        ...at(69, "Completed"),
      ],
      REPORT: call(65, 66),
    });
    const rows = 3 + 2;
    expect(await landscape.parametersOf(id, "JOURNALS")).toEqual({ period: "2026-03", rows });
    expect(await landscape.parametersOf(id, "REPORT")).toEqual({
      ...{ period: "2026-03", rows },
      total: 30 - 12,
    });
  });
});
