import { type RunState, stageOf } from "./run-state";

/**
 * The four vocabularies a run is shown in, each a projection of its one state (model, "One state
 * machine"). Nothing here is stored.
 */

/** Letter of TBTCO-STATUS: P Scheduled, S Released, Y Ready, R Active, F Completed, A Cancelled, Z Suspended, X Unknown. */
export type BackgroundJobLetter = "P" | "S" | "Y" | "R" | "F" | "A" | "Z" | "X";

export const BACKGROUND_JOB_WORD: Record<BackgroundJobLetter, string> = {
  P: "Scheduled",
  S: "Released",
  Y: "Ready",
  R: "Active",
  F: "Completed",
  A: "Cancelled",
  Z: "Suspended",
  X: "Unknown",
};

export type RunStatus = "SCHEDULED" | "RUNNING" | "COMPLETED";
export type ApiRunState =
  | "SCHEDULED"
  | "TRIGGERED"
  | "ACK_RECVD"
  | "ACK_NOT_RECVD"
  | "SUCCESS"
  | "ERROR"
  | "REQUEST_ERROR"
  | "TIMEOUT"
  | "UNKNOWN";
export type CommandStatus = "scheduled" | "running" | "completed" | "error" | "canceled";

/** A run in every vocabulary at once, as the native API shows it. */
export interface Vocabularies {
  backgroundJob: BackgroundJobLetter;
  schedulingApi: { runStatus: RunStatus; runState: ApiRunState };
  command: CommandStatus;
  workload: string;
}

const LETTER: Record<RunState, BackgroundJobLetter> = {
  New: "P",
  Chained: "P",
  Disabled: "P",
  Modified: "P",
  Delayed: "S",
  Scheduled: "S",
  EventWait: "S",
  Overdue: "S",
  Held: "P",
  Never: "P",
  QueueHeld: "Z",
  Queued: "Y",
  LockWait: "Y",
  Dispatched: "Y",
  Assigned: "Y",
  Running: "R",
  Waiting: "R",
  Console: "R",
  Killing: "R",
  Canceling: "S",
  Completed: "F",
  Skipped: "F",
  Ignored: "F",
  Error: "A",
  Killed: "A",
  Canceled: "A",
  Unknown: "X",
};

/** Letter of the background-job vocabulary. */
export function backgroundJobLetter(state: RunState): BackgroundJobLetter {
  return LETTER[state];
}

/** `runStatus` and `runState` of the compatible API (job-scheduling-api 12). */
export function schedulingApiWords(
  state: RunState,
  detail: string | null,
): Vocabularies["schedulingApi"] {
  switch (state) {
    case "Running":
      return { runStatus: "RUNNING", runState: runningDetail(detail) };
    case "Waiting":
    case "Console":
    case "Killing":
      return { runStatus: "RUNNING", runState: "TRIGGERED" };
    case "Completed":
    case "Skipped":
    case "Ignored":
      return { runStatus: "COMPLETED", runState: "SUCCESS" };
    case "Error":
      return { runStatus: "COMPLETED", runState: errorDetail(detail) };
    case "Killed":
    case "Canceled":
      return { runStatus: "COMPLETED", runState: "ERROR" };
    case "Unknown":
      return { runStatus: "COMPLETED", runState: "UNKNOWN" };
    default:
      return { runStatus: "SCHEDULED", runState: "SCHEDULED" };
  }
}

function runningDetail(detail: string | null): ApiRunState {
  return detail === "ACK_RECVD" || detail === "ACK_NOT_RECVD" ? detail : "TRIGGERED";
}

function errorDetail(detail: string | null): ApiRunState {
  return detail === "REQUEST_ERROR" || detail === "TIMEOUT" ? detail : "ERROR";
}

/** Status in the vocabulary of background commands. */
export function commandStatus(state: RunState): CommandStatus {
  switch (state) {
    case "Running":
    case "Waiting":
    case "Console":
    case "Killing":
      return "running";
    case "Completed":
    case "Skipped":
    case "Ignored":
      return "completed";
    case "Error":
    case "Unknown":
      return "error";
    case "Killed":
    case "Canceled":
      return "canceled";
    default:
      return "scheduled";
  }
}

/** Word of the active-workload screen. */
export function workloadWord(state: RunState, reason: string | null): string {
  if (state === "Held") return reason === "NOT_REQUESTED" ? "NOT REQUESTED" : "ON HOLD";
  if (state === "Canceled") return reason === "NO_BACKLOG" ? "NO BACKLOG CNCL" : "CANCELED";
  if (state === "Killed") return "CANCELED";
  if (state === "Error" || state === "Unknown") return "ABENDED";
  if (stageOf(state) === "final") return "COMPLETED";
  return stageOf(state) === "running" && state !== "Canceling" ? "STARTED" : "WAITING";
}

/** All four vocabularies of a run. */
export function vocabulariesOf(run: {
  state: RunState;
  detail: string | null;
  reason: string | null;
}): Vocabularies {
  return {
    backgroundJob: backgroundJobLetter(run.state),
    schedulingApi: schedulingApiWords(run.state, run.detail),
    command: commandStatus(run.state),
    workload: workloadWord(run.state, run.reason),
  };
}
