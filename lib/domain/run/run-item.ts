import type { RunAction } from "./run-actions";
import type { RunState, Stage } from "./run-state";
import type { Vocabularies } from "./vocabularies";

/** A run as lists show it; instants are ISO texts in UTC, ids of other things are null where there is none. */
export interface RunListItem {
  id: string;
  tenantId: string;
  /** Name of the tenant. */
  tenant: string;
  role: string;
  definition: string;
  definitionId: string;
  kind: string;
  jobName: string;
  jobCount: string;
  state: RunState;
  stage: Stage;
  detail: string | null;
  reason: string | null;
  /** Why it is where it is, in one line. */
  explanation: string;
  queue: string;
  priority: number;
  /** The process server that has or last had it. */
  server: string | null;
  submittedAt: string;
  /** When it is to start. */
  startAt: string;
  /** The tick of its schedule it stands for. */
  plannedAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  attempt: number;
  httpStatus: number | null;
  returnCode: number | null;
  schedule: string | null;
  parent: string | null;
  /** The chain run a step or call belongs to, and the names it has there. */
  chain: string | null;
  step: string | null;
  call: string | null;
  /** Which round of its step it stands for, from 1; null outside chains. */
  iteration: number | null;
  restartOf: string | null;
  /** The gate that keeps it back. */
  waitsFor: WaitedGate | null;
  /** A run it waits for: one that holds the lock, or a child. */
  heldUpBy: RunReference | null;
  submittedBy: string;
  vocabularies: Vocabularies;
  /** What an operator may do to it in its state. */
  actions: RunAction[];
}

/** A gate a run waits for. */
export interface WaitedGate {
  kind: "queue" | "lock" | "event" | "window";
  name: string;
}

/** A run that another run names. */
export interface RunReference {
  id: string;
  jobName: string;
  jobCount: string;
}

/** A run that stands in some relation to another. */
export interface RelatedRun extends RunReference {
  role: string;
  definition: string;
  state: RunState;
  step: string | null;
  call: string | null;
  iteration: number;
}

/** What a run has to do with other runs; null where there is none, or it is no longer kept. */
export interface RunRelations {
  /** What it is part of, the outermost first. */
  ancestors: RelatedRun[];
  restartOf: RelatedRun | null;
  restartedAs: RelatedRun | null;
  /** The earlier run whose result it stands for. */
  resultOf: RelatedRun | null;
}

/** A question put to an operator that has not been answered. */
export interface RunQuestion {
  /** Id of the message. */
  message: string;
  /** The run that asks. */
  askedBy: string;
  text: string;
  /** The replies that are allowed; any when there is none. */
  replies: string[];
  askedAt: string;
}

/** A run with everything that is known of it. */
export interface RunDetail extends RunListItem {
  parameters: unknown;
  result: unknown;
  /** Until when it waits for its callback. */
  deadlineAt: string | null;
  /** The earlier run whose result it stands for, when it was not run again. */
  resultOf: string | null;
  /** What it, or a step of it, asks an operator. */
  question: RunQuestion | null;
  /** Integer id of its definition in the compatible API; null when the definition was deleted. */
  jobId: number | null;
  /** Name and words of its schedule; null when it has none or the schedule was deleted. */
  scheduleName: string | null;
  scheduleText: string | null;
}

/** One state change of a run, as shown; `at` is an ISO text in UTC. */
export interface RunTransition {
  at: string;
  from: RunState | null;
  to: RunState;
  actor: string;
  reason: string | null;
}
