import { formatUtc } from "@/lib/domain/schedule/date-input";
import { type RunState, STATE_MEANING } from "./run-state";

/** What is known of a run when its place has to be explained. */
export interface RunFacts {
  state: RunState;
  detail: string | null;
  reason: string | null;
  startAt: Date;
  plannedAt: Date | null;
  startedAt: Date | null;
  /** When a run that waits for its callback ends Unknown. */
  deadlineAt: Date | null;
  httpStatus: number | null;
  /** True when a process server may take it at once. */
  ready: boolean;
  queue: string;
  /** The process server that has or had it, or null. */
  server: string | null;
  /** Slots of all running process servers together; null when unknown. */
  slots: number | null;
}

/** One line in plain words: why the run is in its state, and where it waits, what for. */
export function explainRun(run: RunFacts): string {
  switch (run.state) {
    case "Scheduled":
      return explainScheduled(run);
    case "Delayed":
      return `Its start is put off until ${utc(run.startAt)}`;
    case "Held":
      return explainHeld(run);
    case "QueueHeld":
      return `Its queue "${run.queue}" is held or closed`;
    case "Queued":
      return explainQueued(run);
    case "Dispatched":
    case "Assigned":
      return `Handed to ${serverText(run)}, which has not started it yet`;
    case "Running":
      return explainRunning(run);
    case "Killing":
      return "A kill is under way";
    case "Canceling":
      return "A cancel is under way";
    case "Completed":
      return explainCompleted(run);
    case "Error":
      return explainError(run);
    case "Killed":
    case "Canceled":
      return explainStopped(run);
    case "Skipped":
      return explainSkipped(run);
    case "Unknown":
      return explainUnknown(run);
    default:
      return run.reason === null
        ? meaning(run.state)
        : `${meaning(run.state)}: ${words(run.reason)}`;
  }
}

function explainScheduled({ startAt, reason, ready, plannedAt }: RunFacts): string {
  const why =
    reason === "CATCH_UP" && plannedAt
      ? `Makes up for the start at ${utc(plannedAt)}, missed in an outage`
      : null;
  if (!ready) return why ?? `Starts at ${utc(startAt)}`;
  const due = `Takes the next free slot from ${utc(startAt)} on`;
  return why ? `${why}; takes the next free slot` : due;
}

const HELD_TEXT: Record<string, string> = {
  HOLD_ON_SUBMIT: "Held since its submission, as was asked for; waits for a release",
  HELD_BY_OPERATOR: "Held by an operator; waits for a release",
  NO_START_CONDITION: "Held because it has no start condition; an operator must release it",
  START_WINDOW_MISSED:
    "Held because its last possible start has passed; an operator must release or delete it",
  NOT_REQUESTED: "Held because it has not been requested",
};

function explainHeld({ reason }: RunFacts): string {
  if (reason === null) return "Held; waits for a release";
  return HELD_TEXT[reason] ?? `Held: ${words(reason)}; waits for a release`;
}

function explainQueued({ reason, slots }: RunFacts): string {
  const all =
    slots === null || slots === 0
      ? "the slots of the process servers"
      : `all ${slots} slots of the process servers`;
  const slotText =
    slots === 0
      ? "no process server is running"
      : `${all} are taken, or its host has not answered lately`;
  const lost = lostServer(reason);
  if (lost !== null)
    return `Handed back because ${lost} was lost before it started it; waits for a free slot`;
  return `Waits for a free slot: ${slotText}`;
}

function explainRunning(run: RunFacts): string {
  const until = run.deadlineAt ? ` until ${utc(run.deadlineAt)}, else Unknown` : "";
  if (run.detail === "ACK_RECVD") {
    return `The endpoint accepted the work (${run.httpStatus ?? 202}); waiting for its callback${until}`;
  }
  if (run.detail === "ACK_NOT_RECVD") {
    return `The endpoint has not answered in time; waiting for a late answer or its callback${until}`;
  }
  const since = run.startedAt ? ` at ${utc(run.startedAt)}` : "";
  return `The request was sent by ${serverText(run)}${since}; waiting for the answer`;
}

function explainCompleted({ reason, httpStatus }: RunFacts): string {
  if (reason === "CALLBACK") return "The application reported success";
  return httpStatus === null ? "Finished successfully" : `The endpoint answered ${httpStatus}`;
}

const REQUEST_FAILURE: Record<string, string> = {
  REQUEST_DNS: "The endpoint's host name could not be resolved",
  REQUEST_REFUSED: "The endpoint could not be connected to",
  REQUEST_TLS: "No secure connection to the endpoint could be made",
  REQUEST_TIMEOUT: "The connection to the endpoint was not made in time",
  REQUEST_RESET: "The endpoint closed the connection without an answer",
  REQUEST_BLOCKED: "The endpoint's address may not be called from here",
  REQUEST_INVALID: "The request could not be made; the log says why",
  REQUEST_PROTOCOL: "The endpoint's answer is not valid HTTP",
};

function explainError({ reason, detail, httpStatus }: RunFacts): string {
  if (reason === "CALLBACK") return "The application reported an error";
  if (detail === "TIMEOUT") return "It did not end within its time and was stopped";
  const status = reason === null ? null : /^HTTP_(\d+)$/.exec(reason)?.[1];
  if (status) return `The endpoint answered ${status}`;
  if (reason !== null) return REQUEST_FAILURE[reason] ?? `Execution failed: ${words(reason)}`;
  return httpStatus === null ? "Execution failed" : `The endpoint answered ${httpStatus}`;
}

const STOPPED_TEXT: Record<string, string> = {
  CANCELED: "Canceled by an operator before it started",
  KILLED: "Killed by an operator while it ran",
  SCHEDULE_CHANGED: "Canceled because its schedule was changed before it started",
  NO_BACKLOG: "Canceled because it was left over and may not be carried on",
};

function explainStopped({ state, reason }: RunFacts): string {
  const fallback = state === "Killed" ? "Killed while it ran" : "Canceled before it started";
  if (reason === null) return fallback;
  if (reason === "DELETED") return `${fallback} because its definition or schedule was deleted`;
  const lost = lostServer(reason);
  if (lost !== null) return `${fallback}; ${lost} was lost meanwhile`;
  return STOPPED_TEXT[reason] ?? `${fallback}: ${words(reason)}`;
}

function explainSkipped({ reason, plannedAt }: RunFacts): string {
  if (!reason?.startsWith("MISSED_OUTAGE")) {
    return reason === null ? meaning("Skipped") : `Not executed: ${words(reason)}`;
  }
  const many = /^MISSED_OUTAGE: (\d+) ticks from (\S+) to (\S+)$/.exec(reason);
  if (!many?.[2] || !many[3]) {
    return `Not started: no engine was running${plannedAt ? ` at ${utc(plannedAt)}` : ""}, and only the last missed start was made up for`;
  }
  return `Stands for ${many[1]} starts from ${utc(new Date(many[2]))} to ${utc(new Date(many[3]))} that were missed while no engine was running`;
}

function explainUnknown({ reason }: RunFacts): string {
  const doubt = "nobody can tell whether the endpoint did the work";
  const lost = lostServer(reason);
  if (lost !== null) return `${capital(lost)} was lost while it ran; ${doubt}`;
  if (reason === "NO_CALLBACK") return `No callback came in time; ${doubt}`;
  if (reason === "FORCED_UNKNOWN") return "Given up by an operator; its outcome is not known";
  return reason === null ? meaning("Unknown") : `Its outcome is not known: ${words(reason)}`;
}

/** `its process server NAME` when the reason tells of a lost server, else null. */
function lostServer(reason: string | null): string | null {
  if (!reason?.startsWith("WORKER_LOST")) return null;
  const name = reason.slice("WORKER_LOST: ".length);
  return name === "" ? "its process server" : `its process server ${name}`;
}

function serverText({ server }: RunFacts): string {
  return server === null ? "a process server" : `the process server ${server}`;
}

function meaning(state: RunState): string {
  return STATE_MEANING[state].replace(/\.$/, "");
}

/** A reason as it was given, or a code such as `SOME_CODE` as words. */
function words(reason: string): string {
  return /^[A-Z][A-Z0-9_]+$/.test(reason) ? reason.toLowerCase().replaceAll("_", " ") : reason;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function utc(at: Date): string {
  return `${formatUtc(at)} UTC`;
}
