import type { RunState } from "@/lib/domain/run/run-state";

/** How many there are, as far as they were counted. */
export interface CappedCount {
  count: number;
  /** There are more than were counted. */
  isMore: boolean;
}

/** A run that is named to a reader. */
export interface NamedRun {
  id: string;
  definition: string;
  jobName: string;
  jobCount: string;
}

/** A run that has a lock. */
export interface LockHolder extends NamedRun {
  mode: string;
  since: Date;
}

/** A lock a run waits for. */
export interface LockWaitFacts {
  kind: "lock";
  name: string;
  /** False when there is no such lock: nothing but making it helps. */
  exists: boolean;
  /** Units of a counted lock; 1 for the others. */
  size: number;
  /** Units the run asks for; never more than 1 of a lock that is not counted. */
  units: number;
  /** The longest holding first; some of them. */
  holders: readonly LockHolder[];
  holderCount: number;
  /** Runs in line before it. */
  ahead: CappedCount;
}

/** The queue that keeps a run back. */
export interface QueueWaitFacts {
  kind: "queue";
  name: string;
  /** HELD, WINDOW_CLOSED or NO_SERVER while it is closed. */
  closedReason: string | null;
  closedSince: Date | null;
  heldBy: string | null;
  /** The time window it is open in, and when that opens or closes next. */
  window: string | null;
  nextWindowChange: Date | null;
  /** Runs executing at once; null for any number. */
  size: number | null;
  /** Runs that count against its size. */
  running: number;
  holdLevel: number | null;
  ahead: CappedCount;
}

/** An event a run waits for. */
export interface EventWaitFacts {
  kind: "event";
  name: string;
  /** False when there is no such event: nobody can raise it. */
  exists: boolean;
  raised: boolean;
}

/** The time window a run waits for. */
export interface WindowWaitFacts {
  kind: "window";
  name: string;
  /** When it opens; null when it does not within two years, or is not there. */
  opensAt: Date | null;
}

/** A step or call, as far as its parent is explained by it. */
export interface ChildFacts extends RunFacts {
  id: string;
  jobName: string;
  jobCount: string;
}

/** The steps of a chain, the calls of a step. */
export interface ChildrenWaitFacts {
  kind: "children";
  of: "step" | "call";
  /** How many there are, each counted once however often it was started again; null when there are too many to count. */
  total: number | null;
  /** How many of them have not ended. */
  open: number;
  /** The one that tells most: needs a person, runs or waits; of an ended parent the last that ended badly. */
  first: ChildFacts | null;
}

/** A question to an operator that has not been answered. */
export interface QuestionFacts {
  /** Id of the message. */
  message: string;
  /** The run that asks, or has ended and is asked about: itself, or one below it. */
  askedBy: string;
  text: string;
  /** The replies that are allowed; any when there is none. */
  replies: readonly string[];
  askedAt: Date;
}

/** What a run waits for, looked up at one moment; what is absent could not be found or is not known. */
export type WaitsFor =
  | LockWaitFacts
  | QueueWaitFacts
  | EventWaitFacts
  | WindowWaitFacts
  | ChildrenWaitFacts;

/** What is known of a run when its place has to be explained. */
export interface RunFacts {
  state: RunState;
  role: string;
  kind: string;
  detail: string | null;
  reason: string | null;
  startAt: Date;
  plannedAt: Date | null;
  startedAt: Date | null;
  /** When a run that waits for its callback ends Unknown. */
  deadlineAt: Date | null;
  /** When time alone changes something about it: a wait ends, a delay, a limit. */
  wakeAt: Date | null;
  httpStatus: number | null;
  returnCode: number | null;
  /** True when it may be started, or examined, at once. */
  ready: boolean;
  queue: string;
  priority: number;
  stepName: string | null;
  callName: string | null;
  /** The process server that has or had it, or null. */
  server: string | null;
  /** Slots of all running process servers together; null when unknown. */
  slots: number | null;
  /** What it waits for, where that was looked up. */
  waitsFor?: WaitsFor | null;
  /** What it, or a run below it, asks an operator, where that was looked up. */
  question?: QuestionFacts | null;
}
