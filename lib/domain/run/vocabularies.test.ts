import { expect, it } from "vitest";
import { RUN_STATES, type RunState } from "./run-state";
import { BACKGROUND_JOB_WORD, vocabulariesOf } from "./vocabularies";

const WAITING = ["SCHEDULED", "SCHEDULED", "scheduled", "WAITING"] as const;
const ENDED = ["COMPLETED", "SUCCESS", "completed", "COMPLETED"] as const;

/** The table of the model: letter, runStatus, runState, command status, workload word. */
const BY_MODEL: Record<RunState, readonly [string, string, string, string, string]> = {
  New: ["P", ...WAITING],
  Chained: ["P", ...WAITING],
  Modified: ["P", ...WAITING],
  Disabled: ["P", ...WAITING],
  Delayed: ["S", ...WAITING],
  Scheduled: ["S", ...WAITING],
  EventWait: ["S", ...WAITING],
  Overdue: ["S", ...WAITING],
  Held: ["P", "SCHEDULED", "SCHEDULED", "scheduled", "ON HOLD"],
  Never: ["P", ...WAITING],
  QueueHeld: ["Z", ...WAITING],
  Queued: ["Y", ...WAITING],
  LockWait: ["Y", ...WAITING],
  Dispatched: ["Y", ...WAITING],
  Assigned: ["Y", ...WAITING],
  Running: ["R", "RUNNING", "TRIGGERED", "running", "STARTED"],
  Waiting: ["R", "RUNNING", "TRIGGERED", "running", "STARTED"],
  Console: ["R", "RUNNING", "TRIGGERED", "running", "STARTED"],
  Killing: ["R", "RUNNING", "TRIGGERED", "running", "STARTED"],
  Canceling: ["S", ...WAITING],
  Completed: ["F", ...ENDED],
  Skipped: ["F", ...ENDED],
  Ignored: ["F", ...ENDED],
  Error: ["A", "COMPLETED", "ERROR", "error", "ABENDED"],
  Killed: ["A", "COMPLETED", "ERROR", "canceled", "CANCELED"],
  Canceled: ["A", "COMPLETED", "ERROR", "canceled", "CANCELED"],
  Unknown: ["X", "COMPLETED", "UNKNOWN", "error", "ABENDED"],
};

it.each(RUN_STATES)("shows %s in every vocabulary as the model's table says", (state) => {
  const { backgroundJob, schedulingApi, command, workload } = vocabulariesOf({
    state,
    detail: null,
    reason: null,
  });
  const { runStatus, runState } = schedulingApi;
  expect([backgroundJob, runStatus, runState, command, workload]).toEqual(BY_MODEL[state]);
});

it.each([
  ["Running", "TRIGGERED", "TRIGGERED"],
  ["Running", "ACK_RECVD", "ACK_RECVD"],
  ["Running", "ACK_NOT_RECVD", "ACK_NOT_RECVD"],
  ["Running", "SOMETHING", "TRIGGERED"],
  ["Killing", "ACK_RECVD", "TRIGGERED"],
  ["Error", "ERROR", "ERROR"],
  ["Error", "REQUEST_ERROR", "REQUEST_ERROR"],
  ["Error", "TIMEOUT", "TIMEOUT"],
  ["Error", "SUCCESS", "ERROR"],
  ["Killed", "REQUEST_ERROR", "ERROR"],
  ["Completed", "ERROR", "SUCCESS"],
] as const)("reads %s with the detail %s as the API state %s", (state, detail, runState) => {
  expect(vocabulariesOf({ state, detail, reason: null }).schedulingApi.runState).toBe(runState);
});

it("tells runs that were not requested, and those without backlog, apart in the workload", () => {
  expect(vocabulariesOf({ state: "Held", detail: null, reason: "NOT_REQUESTED" }).workload).toBe(
    "NOT REQUESTED",
  );
  expect(vocabulariesOf({ state: "Canceled", detail: null, reason: "NO_BACKLOG" }).workload).toBe(
    "NO BACKLOG CNCL",
  );
});

it("has a word for every letter", () => {
  const letters = new Set(
    RUN_STATES.map((state) => vocabulariesOf({ state, detail: null, reason: null }).backgroundJob),
  );
  expect([...letters].sort()).toEqual(Object.keys(BACKGROUND_JOB_WORD).sort());
});
