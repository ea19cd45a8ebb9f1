import type { RunState } from "@/lib/domain/run/run-state";
import { handlerWords } from "./chain-waits";
import { codeIn, words } from "./sentence-parts";

type About = (about: string, state: RunState) => string;

const ABOUT: Record<string, About> = {
  LOCK: (name) => `waiting for lock ${name}`,
  LOCK_MISSING: (name) => `lock ${name} did not exist`,
  LOCK_TOO_SMALL: (name) => `asks for more of lock ${name} than there is`,
  EVENT: (name) => `waiting for event ${name}`,
  QUEUE_FULL: (name) => `queue ${name} was full`,
  HELD: (name) => `queue ${name} was held`,
  NO_SERVER: (name) => `no process server of queue ${name} was running`,
  HOLD_LEVEL: (name) => `queue ${name} started runs of a higher priority only`,
  WINDOW_CLOSED: (name, state) =>
    state === "QueueHeld"
      ? `queue ${name} was closed outside its time window`
      : `outside its time window ${name}`,
  WINDOW_MISSED: (name) => `time window ${name} opened and closed without it`,
  WINDOW_MISSING: (name) => `time window ${name} did not exist`,
  NO_OPENING: (name) => `time window ${name} does not open within two years`,
  RETURN_CODE: (code) => `the program ended with return code ${code}`,
  SIGNAL: (name) => `the program was ended by signal ${name}`,
  WORKER_LOST: (name) => `process server ${name} was lost`,
  PREDECESSOR_FAILED: (name) => `the call ${name} before it did not end well`,
  VALUE_MISSING: (text) => `a value was missing: ${text}`,
  PRECONDITION_ERROR: (text) => `its precondition could not be evaluated: ${text}`,
};

const PLAIN: Record<string, string> = {
  NO_SLOT: "no slot was free",
  NO_OPENING: "no opening within two years",
  DELAY_OVER: "its delay was over",
  DELAYED_RESTART: "put off by a handler of its chain",
  RESTART_BEHAVIOUR: "started again by the restart behaviour of its definition",
  RESTART_BY_HANDLER: "started again by a handler of the chain before it",
  WINDOW_CHANGED: "its time window was changed",
  START_FOUND: "a start has become possible",
  RELEASED: "released by an operator",
  EDITED: "edited by an operator",
  RUNTIME_LIMIT: "it ran longer than its limit",
  PROGRAM_NOT_STARTED: "the program could not be started",
  HOLD_ON_SUBMIT: "submitted on hold",
  HELD_BY_OPERATOR: "held by an operator",
  HELD_BY_DEFINITION: "held because its chain says so",
  CATCH_UP: "makes up for a start missed in an outage",
  BEFORE_START_STEP: "the chain was started at a later step",
  BEFORE_RESTART_POINT: "the chain was restarted at a later point",
  KEPT_RESULT: "the result of its earlier run was kept",
  NOT_CHOSEN: "another call was chosen for the restart",
  STEP_NOT_RUN: "its step was not run",
  PASSED_OVER: "the chain went on or ended without it",
  DISABLED: "switched off",
  CHAIN_STOPPED: "its chain or step was stopped",
  WORKER_LOST: "its process server was lost",
};

/**
 * Why a run entered a state, as its history shows it: the reason of the state change in words, beginning small;
 * null without a reason. What people wrote stays as it is.
 */
export function reasonWords(state: RunState, reason: string | null): string | null {
  if (reason === null) return null;
  const found = codeIn(reason);
  const about = found?.about ? ABOUT[found.code]?.(found.about, state) : undefined;
  const answer = /^HTTP_(\d+)$/.exec(reason)?.[1];
  if (answer !== undefined) return `the endpoint answered ${answer}`;
  return about ?? PLAIN[reason] ?? handlerWords(reason) ?? words(reason);
}
