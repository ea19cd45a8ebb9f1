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
  restartOf: string | null;
  submittedBy: string;
  vocabularies: Vocabularies;
  /** What an operator may do to it in its state. */
  actions: RunAction[];
}

/** A run with everything that is known of it. */
export interface RunDetail extends RunListItem {
  parameters: unknown;
  result: unknown;
  /** Until when it waits for its callback. */
  deadlineAt: string | null;
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
