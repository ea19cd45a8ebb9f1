import { describe, expect, it } from "vitest";
import { explainRun } from "./explanation";
import type { RunFacts } from "./explanation/run-facts";
import { RUN_STATES } from "./run-state";

const NOW = new Date("2026-11-21T09:30:00Z");

const run: RunFacts = {
  state: "Scheduled",
  role: "job",
  kind: "http",
  detail: null,
  reason: null,
  startAt: new Date("2026-11-21T02:00:00Z"),
  plannedAt: new Date("2026-11-20T02:00:00Z"),
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
  server: "node-a:3000",
  slots: 100,
};

const cases: [Partial<RunFacts>, string][] = [
  [{}, "Starts at 2026-11-21 02:00:00 UTC"],
  [{ ready: true }, "Takes the next free slot from 2026-11-21 02:00:00 UTC on"],
  [
    { ready: true, reason: "CATCH_UP" },
    "Makes up for the start at 2026-11-20 02:00:00 UTC, missed in an outage; takes the next free slot",
  ],
  [{ state: "Delayed" }, "Its start is put off until 2026-11-21 02:00:00 UTC"],
  [
    { state: "Held", reason: "HOLD_ON_SUBMIT" },
    "Held since its submission, as was asked for; waits for a release",
  ],
  [{ state: "Held", reason: "HELD_BY_OPERATOR" }, "Held by an operator; waits for a release"],
  [{ state: "Held", reason: "Month end first" }, "Held: Month end first; waits for a release"],
  [
    { state: "Held", reason: "START_WINDOW_MISSED" },
    "Held because its last possible start has passed; an operator must release or delete it",
  ],
  [{ state: "QueueHeld" }, "Its queue NIGHT is held or closed"],
  [
    { state: "Queued", reason: "NO_SLOT" },
    "Waits for a free slot: all 100 slots of the process servers are taken, or its host has not answered lately",
  ],
  [
    { state: "Queued", reason: "NO_SLOT", slots: 0 },
    "Waits for a free slot: no process server is running",
  ],
  [
    { state: "Queued", reason: "WORKER_LOST: node-a:3000" },
    "Handed back because its process server node-a:3000 was lost before it started it; waits for a free slot",
  ],
  [{ state: "Assigned" }, "Handed to the process server node-a:3000, which has not started it yet"],
  [
    { state: "Running", detail: "TRIGGERED" },
    "The request was sent by the process server node-a:3000 at 2026-11-21 02:00:01 UTC; waiting for the answer",
  ],
  [
    {
      state: "Running",
      detail: "ACK_RECVD",
      httpStatus: 202,
      deadlineAt: new Date("2026-11-21T02:30:00Z"),
    },
    "The endpoint accepted the work (202); waiting for its callback until 2026-11-21 02:30:00 UTC, else Unknown",
  ],
  [
    { state: "Running", detail: "ACK_NOT_RECVD", deadlineAt: new Date("2026-11-21T02:30:00Z") },
    "The endpoint has not answered in time; waiting for a late answer or its callback until 2026-11-21 02:30:00 UTC, else Unknown",
  ],
  [{ state: "Killing" }, "A kill is under way"],
  [{ state: "Completed", httpStatus: 204 }, "The endpoint answered 204"],
  [{ state: "Completed", reason: "CALLBACK", httpStatus: 202 }, "The application reported success"],
  [{ state: "Error", reason: "HTTP_503", httpStatus: 503 }, "The endpoint answered 503"],
  [{ state: "Error", reason: "CALLBACK", httpStatus: 202 }, "The application reported an error"],
  [
    { state: "Error", reason: "REQUEST_DNS", detail: "REQUEST_ERROR" },
    "The endpoint's host name could not be resolved",
  ],
  [
    { state: "Error", reason: "REQUEST_BLOCKED" },
    "The endpoint's address may not be called from here",
  ],
  [{ state: "Error", detail: "TIMEOUT" }, "It did not end within its time and was stopped"],
  [{ state: "Error", reason: "SOMETHING_ELSE" }, "Execution failed: something else"],
  [{ state: "Killed", reason: "KILLED" }, "Killed by an operator while it ran"],
  [{ state: "Killed", reason: "Started by mistake" }, "Killed while it ran: Started by mistake"],
  [
    { state: "Killed", reason: "WORKER_LOST: node-a:3000" },
    "Killed while it ran; its process server node-a:3000 was lost meanwhile",
  ],
  [{ state: "Canceled", reason: "CANCELED" }, "Canceled by an operator before it started"],
  [
    { state: "Canceled", reason: "DELETED" },
    "Canceled before it started because its definition or schedule was deleted",
  ],
  [
    { state: "Canceled", reason: "SCHEDULE_CHANGED" },
    "Canceled because its schedule was changed before it started",
  ],
  [
    { state: "Skipped", reason: "MISSED_OUTAGE" },
    "Not started: no engine was running at 2026-11-20 02:00:00 UTC, and only the last missed start was made up for",
  ],
  [
    {
      state: "Skipped",
      reason: "MISSED_OUTAGE: 7 ticks from 2026-11-19T00:00:00.000Z to 2026-11-19T06:00:00.000Z",
    },
    "Stands for 7 starts from 2026-11-19 00:00:00 UTC to 2026-11-19 06:00:00 UTC that were missed while no engine was running",
  ],
  [
    { state: "Unknown", reason: "WORKER_LOST: node-a:3000" },
    "Its process server node-a:3000 was lost while it ran; nobody can tell whether the endpoint did the work",
  ],
  [
    { state: "Unknown", reason: "WORKER_LOST" },
    "Its process server was lost while it ran; nobody can tell whether the endpoint did the work",
  ],
  [
    { state: "Unknown", reason: "NO_CALLBACK" },
    "No callback came in time; nobody can tell whether the endpoint did the work",
  ],
  [
    { state: "Unknown", reason: "FORCED_UNKNOWN" },
    "Given up by an operator; its outcome is not known",
  ],
];

describe("the explanation of a run", () => {
  it.each(cases)("%j → %s", (facts, text) => {
    expect(explainRun({ ...run, ...facts }, NOW)).toBe(text);
  });

  it.each(RUN_STATES)("says something in one line for %s, whatever is unknown of it", (state) => {
    const bare = { plannedAt: null, startedAt: null, server: null, slots: null };
    for (const reason of [null, "X_Y", "A sentence"]) {
      expect(explainRun({ ...run, ...bare, state, reason }, NOW)).toMatch(/^[A-Z].*[^.\n]$/);
    }
  });
});
