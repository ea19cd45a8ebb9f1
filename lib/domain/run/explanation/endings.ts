import { childName, handlerWords } from "./chain-waits";
import type { ChildFacts, RunFacts } from "./run-facts";
import { capital, codeIn, lostServer, meaning, number, utc, words } from "./sentence-parts";

/** A Completed run: what came back. */
export function explainCompleted(run: RunFacts): string {
  const { reason, httpStatus, returnCode, kind } = run;
  if (reason === "CALLBACK") return "The application reported success";
  if (reason === "PRECONDITION_FALSE")
    return "Its precondition was false, so nothing of it was run";
  const handler = handlerWords(reason);
  if (handler !== null) return `Ended as Completed by ${handler}`;
  if (run.role === "step") return "All its calls have ended well";
  if (kind === "chain") return "All its steps have ended";
  if (returnCode !== null) return `The program ended with return code ${returnCode}`;
  if (kind === "wait") return "Waited as long as its definition says";
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
  PROGRAM_NOT_STARTED: "The program could not be started; the log says why",
};

const FAILURE_ABOUT: Record<string, (about: string) => string> = {
  RETURN_CODE: (about) => `The program ended with return code ${about}`,
  SIGNAL: (about) => `The program was ended by signal ${about}`,
  PRECONDITION_ERROR: (about) => `Its precondition could not be evaluated: ${about}`,
  DISABLED_ERROR: (about) => `Whether it is disabled could not be evaluated: ${about}`,
  HOLD_ERROR: (about) => `Whether it is to be held could not be evaluated: ${about}`,
  PARAMETER_ERROR: (about) => `Its parameters could not be made: ${about}`,
};

/** A run that ended in Error; a chain or step names the child that failed, when it is given. */
export function explainError(run: RunFacts, explainChild: (child: RunFacts) => string): string {
  const { reason, detail, waitsFor } = run;
  const handler = handlerWords(reason);
  if (waitsFor?.kind === "children" && waitsFor.first !== null) {
    const after = handler === null ? "" : `; ${handler}`;
    return `${failedChild(run, waitsFor.first, explainChild)}${after}`;
  }
  if (handler !== null) return `Ended as Error: ${handler}`;
  if (reason === "CALLBACK") return "The application reported an error";
  if (detail === "TIMEOUT") return "It did not end within its time and was stopped";
  return explainFailure(run);
}

function failedChild(
  { role }: RunFacts,
  child: ChildFacts,
  explainChild: (child: RunFacts) => string,
): string {
  const place = child.role === "step" || role === "step" ? "" : inStep(child.stepName);
  return `${childName(child)}${place} ended ${child.state}: ${explainChild(child)}`;
}

function explainFailure({ reason, httpStatus }: RunFacts): string {
  const answer = `The endpoint answered ${httpStatus}`;
  if (reason === null) return httpStatus === null ? "Execution failed" : answer;
  const found = codeIn(reason);
  const status = /^HTTP_(\d+)$/.exec(reason)?.[1];
  if (status) return `The endpoint answered ${status}`;
  const about = found?.about ? FAILURE_ABOUT[found.code]?.(found.about) : undefined;
  return about ?? REQUEST_FAILURE[reason] ?? `Execution failed: ${words(reason)}`;
}

function inStep(step: string | null): string {
  return step === null ? "" : ` in step ${step}`;
}

const STOPPED_TEXT: Record<string, string> = {
  CANCELED: "Canceled by an operator before it started",
  KILLED: "Killed by an operator while it ran",
  SCHEDULE_CHANGED: "Canceled because its schedule was changed before it started",
  NO_BACKLOG: "Canceled because it was left over and may not be carried on",
  RUNTIME_LIMIT: "Killed because it ran longer than its limit",
};

/** A run that was killed or canceled: by whom or because of what. */
export function explainStopped({ state, reason }: RunFacts): string {
  const fallback = state === "Killed" ? "Killed while it ran" : "Canceled before it started";
  if (reason === null) return fallback;
  if (reason === "DELETED") return `${fallback} because its definition or schedule was deleted`;
  if (reason === "CHAIN_STOPPED") return `${fallback} because its chain or step was stopped`;
  if (reason === "PASSED_OVER") return `${fallback} because its chain went on or ended without it`;
  const found = codeIn(reason);
  if (found?.code === "WINDOW_MISSED" && found.about !== null) {
    return `Canceled because its time window ${found.about} opened and closed without it`;
  }
  const lost = lostServer(reason);
  if (lost !== null) return `${fallback}; ${lost} was lost meanwhile`;
  return STOPPED_TEXT[reason] ?? `${fallback}: ${words(reason)}`;
}

const SKIPPED_TEXT: Record<string, string> = {
  BEFORE_START_STEP: "Not run because the chain was started at a later step",
  BEFORE_RESTART_POINT: "Not run again because the chain was restarted at a later point",
  KEPT_RESULT: "Not run again: the result of its earlier run is kept",
  NOT_CHOSEN: "Not run because only another call was chosen for the restart",
  PRECONDITION_FALSE: "Not run because its precondition was false",
  STEP_NOT_RUN: "Not run because its step was not",
  PASSED_OVER: "Not run because its chain went on or ended without it",
};

/** A run that did not take place. */
export function explainSkipped({ reason, plannedAt }: RunFacts): string {
  if (reason === null) return meaning("Skipped");
  const found = codeIn(reason);
  if (found?.code === "PREDECESSOR_FAILED" && found.about !== null) {
    return found.about === "they wait for each other"
      ? "Not run because the calls of its step wait for each other"
      : `Not run because the call ${found.about} before it did not end well`;
  }
  if (found?.code !== "MISSED_OUTAGE")
    return SKIPPED_TEXT[reason] ?? `Not executed: ${words(reason)}`;
  const many = /^(\d+) ticks from (\S+) to (\S+)$/.exec(found.about ?? "");
  if (!many?.[2] || !many[3]) {
    return `Not started: no engine was running${plannedAt ? ` at ${utc(plannedAt)}` : ""}, and only the last missed start was made up for`;
  }
  return `Stands for ${number(Number(many[1]))} starts from ${utc(new Date(many[2]))} to ${utc(new Date(many[3]))} that were missed while no engine was running`;
}

/** A run whose outcome nobody knows. */
export function explainUnknown({ reason, kind }: RunFacts): string {
  const doubt =
    kind === "http"
      ? "nobody can tell whether the endpoint did the work"
      : "nobody can tell whether the work was done";
  const lost = lostServer(reason);
  if (lost !== null) return `${capital(lost)} was lost while it ran; ${doubt}`;
  if (reason === "NO_CALLBACK") return `No callback came in time; ${doubt}`;
  if (reason === "FORCED_UNKNOWN") return "Given up by an operator; its outcome is not known";
  if (reason === "CHAIN_STOPPED")
    return "Given up with its chain or step; its outcome is not known";
  return reason === null ? meaning("Unknown") : `Its outcome is not known: ${words(reason)}`;
}
