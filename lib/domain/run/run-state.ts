/**
 * THE state table of a run (run-states-and-chains 8.1). The guards in SQL, the buttons on the
 * screen and docs/run-states.md are derived from it; whatever is not in it is refused.
 */
export const RUN_STATES = [
  "New",
  "Chained",
  "Disabled",
  "Delayed",
  "Modified",
  "Scheduled",
  "Held",
  "EventWait",
  "QueueHeld",
  "Queued",
  "LockWait",
  "Overdue",
  "Never",
  "Dispatched",
  "Assigned",
  "Running",
  "Waiting",
  "Console",
  "Killing",
  "Canceling",
  "Completed",
  "Error",
  "Killed",
  "Canceled",
  "Skipped",
  "Ignored",
  "Unknown",
] as const;

/** One state of a run, written as in the table of the model. */
export type RunState = (typeof RUN_STATES)[number];

/** The four stages in order; a run never returns to an earlier one. */
export const STAGES = ["initial", "pre-running", "running", "final"] as const;
export type Stage = (typeof STAGES)[number];

const STATE_STAGE = {
  New: "initial",
  Chained: "initial",
  Disabled: "initial",
  Delayed: "initial",
  Modified: "initial",
  Scheduled: "pre-running",
  Held: "pre-running",
  EventWait: "pre-running",
  QueueHeld: "pre-running",
  Queued: "pre-running",
  LockWait: "pre-running",
  Overdue: "pre-running",
  Never: "pre-running",
  Dispatched: "pre-running",
  Assigned: "pre-running",
  Running: "running",
  Waiting: "running",
  Console: "running",
  Killing: "running",
  Canceling: "running",
  Completed: "final",
  Error: "final",
  Killed: "final",
  Canceled: "final",
  Skipped: "final",
  Ignored: "final",
  Unknown: "final",
} as const satisfies Record<RunState, Stage>;

/** The meaning of each state in one sentence (run-states-and-chains 1.2). */
export const STATE_MEANING = {
  New: "Submitted; validation is still to come.",
  Chained: "Step or call of a submitted chain whose turn has not come.",
  Disabled: "Switched off by an operator; becomes Ignored when it is reached.",
  Delayed: "The start has been postponed, by a delayed restart or an unfinished parent.",
  Modified:
    "The definition's parameters changed and a value is missing; an operator must correct it.",
  Scheduled: "Has a start time and waits for it.",
  Held: "Paused by a person or a rule; waits for a release.",
  EventWait: "Waits until every event it needs has been raised.",
  QueueHeld: "Its queue is held or closed.",
  Queued: "Due, but no slot or process server is free.",
  LockWait: "Due, but a lock it needs is taken.",
  Overdue: "Its time window opened and closed without it running.",
  Never: "No possible start within two years.",
  Dispatched: "Handed to a process server that has not accepted it yet.",
  Assigned: "Accepted by a process server, not started.",
  Running: "Being executed.",
  Waiting: "Waits for the runs it started.",
  Console: "Asked an operator a question and waits for the reply.",
  Killing: "A kill was accepted and is under way.",
  Canceling: "A cancel was accepted and is under way.",
  Completed: "Finished successfully.",
  Error: "Execution failed.",
  Killed: "Ended by a kill while it was running.",
  Canceled: "Ended before execution began.",
  Skipped: "Not executed: a precondition, a later start step, or a missed time.",
  Ignored: "Was Disabled when its turn came.",
  Unknown: "The outcome cannot be known: its server was lost or no answer came in time.",
} as const satisfies Record<RunState, string>;

interface TransitionRow {
  /** Row number in run-states-and-chains 8.1. */
  readonly row: number;
  readonly from: readonly RunState[];
  readonly to: readonly RunState[];
  readonly trigger: string;
}

const WAITING_STATES = ["Scheduled", "EventWait", "QueueHeld", "Queued", "LockWait"] as const;

/** Every legal move. Row 1 (submit → New) has no source and is {@link INITIAL_STATE}. */
export const RUN_TRANSITIONS = [
  { row: 2, from: ["New"], to: ["Scheduled"], trigger: "valid, stand-alone or chain root" },
  { row: 3, from: ["New"], to: ["Held"], trigger: "valid, hold on submit" },
  { row: 4, from: ["New"], to: ["Chained"], trigger: "step or call of a chain" },
  { row: 5, from: ["New"], to: ["Disabled"], trigger: "step or call submitted as disabled" },
  { row: 6, from: ["New"], to: ["Skipped"], trigger: "before the start-at step, or a missed time" },
  { row: 7, from: ["New"], to: ["Modified"], trigger: "parameters invalid" },
  { row: 8, from: ["New"], to: ["Never"], trigger: "no start within two years" },
  { row: 9, from: ["New"], to: ["Delayed"], trigger: "delayed restart, or parent not yet done" },
  { row: 10, from: ["Modified"], to: ["Scheduled", "Chained"], trigger: "corrected" },
  { row: 11, from: ["Delayed"], to: ["Scheduled"], trigger: "delay over or parent done" },
  { row: 12, from: ["Chained"], to: ["Disabled"], trigger: "disable" },
  { row: 13, from: ["Disabled"], to: ["Chained"], trigger: "enable" },
  { row: 14, from: ["Disabled"], to: ["Ignored"], trigger: "reached" },
  { row: 15, from: ["Chained"], to: ["Skipped"], trigger: "precondition false or passed over" },
  { row: 16, from: ["Chained"], to: ["Modified"], trigger: "mapped value missing when reached" },
  { row: 17, from: ["Chained"], to: ["Scheduled"], trigger: "reached, precondition true (call)" },
  { row: 18, from: ["Chained"], to: ["Held"], trigger: "reached with its hold flag set" },
  { row: 19, from: ["Chained"], to: ["Running"], trigger: "reached (step)" },
  { row: 20, from: [...WAITING_STATES, "Overdue", "Never"], to: ["Held"], trigger: "hold" },
  { row: 21, from: ["Held"], to: ["Scheduled", "Running"], trigger: "release (step: Running)" },
  { row: 22, from: ["Scheduled"], to: ["EventWait"], trigger: "due; an event is not raised" },
  { row: 23, from: ["Scheduled"], to: ["QueueHeld"], trigger: "due; queue held or closed" },
  { row: 24, from: ["Scheduled"], to: ["LockWait"], trigger: "due; locks not free" },
  { row: 25, from: ["Scheduled"], to: ["Queued"], trigger: "due; no slot or server" },
  { row: 26, from: ["Scheduled"], to: ["Dispatched"], trigger: "due; all gates open" },
  {
    row: 27,
    from: ["EventWait"],
    to: ["QueueHeld", "LockWait", "Queued", "Dispatched"],
    trigger: "all events raised",
  },
  {
    row: 28,
    from: ["QueueHeld"],
    to: ["LockWait", "Queued", "Dispatched"],
    trigger: "queue open",
  },
  { row: 29, from: ["Queued", "LockWait"], to: ["QueueHeld"], trigger: "queue held or closed" },
  { row: 30, from: ["Queued"], to: ["LockWait"], trigger: "a lock blocks now" },
  { row: 30, from: ["LockWait"], to: ["Queued"], trigger: "only the slot blocks now" },
  { row: 31, from: ["Queued", "LockWait"], to: ["Dispatched"], trigger: "slot and locks taken" },
  {
    row: 32,
    from: WAITING_STATES,
    to: ["Overdue"],
    trigger: "window closed unused, policy Overdue",
  },
  {
    row: 33,
    from: ["EventWait", "QueueHeld", "Queued", "LockWait"],
    to: ["Scheduled"],
    trigger: "window closed unused, policy Scheduled",
  },
  {
    row: 33,
    from: WAITING_STATES,
    to: ["Held", "Canceling"],
    trigger: "window closed unused, policy Held or Cancel",
  },
  { row: 34, from: ["Overdue"], to: ["Scheduled"], trigger: "release or edit" },
  { row: 35, from: ["Scheduled"], to: ["Never"], trigger: "no start found" },
  { row: 36, from: ["Never"], to: ["Scheduled"], trigger: "a start became possible" },
  { row: 37, from: ["Dispatched"], to: ["Assigned"], trigger: "process server accepts" },
  {
    row: 38,
    from: ["Dispatched", "Assigned"],
    to: ["Queued"],
    trigger: "refused, or lease over before the start",
  },
  { row: 39, from: ["Assigned"], to: ["Running"], trigger: "start reported" },
  { row: 40, from: ["Running"], to: ["Waiting"], trigger: "waits for children" },
  { row: 41, from: ["Waiting"], to: ["Running"], trigger: "children done, own work left" },
  { row: 42, from: ["Running", "Waiting"], to: ["Console"], trigger: "question to an operator" },
  { row: 43, from: ["Console"], to: ["Running", "Waiting"], trigger: "reply: go on" },
  { row: 44, from: ["Console"], to: ["Error", "Completed"], trigger: "reply: end" },
  { row: 45, from: ["Running", "Waiting"], to: ["Completed", "Error"], trigger: "result" },
  { row: 46, from: ["Running", "Waiting", "Console"], to: ["Killing"], trigger: "kill" },
  { row: 47, from: ["Killing"], to: ["Killed"], trigger: "kill confirmed" },
  {
    row: 48,
    from: [
      "Chained",
      "Disabled",
      "Delayed",
      "Modified",
      ...WAITING_STATES,
      "Held",
      "Overdue",
      "Never",
      "Dispatched",
      "Assigned",
    ],
    to: ["Canceling"],
    trigger: "cancel",
  },
  { row: 49, from: ["New"], to: ["Canceled"], trigger: "cancel before validation" },
  { row: 50, from: ["Canceling"], to: ["Canceled"], trigger: "cancel confirmed" },
  {
    row: 51,
    from: ["Running", "Waiting", "Console", "Killing"],
    to: ["Unknown"],
    trigger: "server lost, no answer in time, or forced",
  },
  {
    row: 52,
    from: ["Killing"],
    to: ["Completed", "Error"],
    trigger: "ended by itself before the kill took hold",
  },
] as const satisfies readonly TransitionRow[];

/** Row 1: the state every submission is recorded with first. */
export const INITIAL_STATE: RunState = "New";

/** Stage a state belongs to. */
export function stageOf(state: RunState): Stage {
  return STATE_STAGE[state];
}

/** True for states with no way out. */
export function isFinal(state: RunState): boolean {
  return STATE_STAGE[state] === "final";
}

/** Every state of the given stages, in table order. */
export function statesIn(...stages: Stage[]): RunState[] {
  return RUN_STATES.filter((state) => stages.includes(STATE_STAGE[state]));
}

const NEXT: ReadonlyMap<RunState, ReadonlySet<RunState>> = new Map(
  RUN_STATES.map((state) => {
    const rows: readonly TransitionRow[] = RUN_TRANSITIONS;
    const targets = rows.filter((row) => row.from.includes(state)).flatMap((row) => row.to);
    return [state, new Set(targets)];
  }),
);

/** States reachable in one move, in table order. */
export function nextStates(from: RunState): RunState[] {
  return RUN_STATES.filter((state) => canMove(from, state));
}

/** True when the table allows `from → to`. */
export function canMove(from: RunState, to: RunState): boolean {
  return NEXT.get(from)?.has(to) ?? false;
}

/** Every state the table allows to go to `to`; the source of SQL guards. */
export function sourcesOf(to: RunState): RunState[] {
  return RUN_STATES.filter((state) => canMove(state, to));
}

/** A walk along the table, or the first move that is refused. */
export type MoveResult =
  | { ok: true; state: RunState; path: readonly RunState[] }
  | { ok: false; reason: "illegal_transition"; from: RunState; to: RunState };

/** Walks `from` along `path`; refuses the whole walk when one move is not in the table. */
export function move(from: RunState, path: readonly RunState[]): MoveResult {
  let state = from;
  for (const to of path) {
    if (!canMove(state, to)) return { ok: false, reason: "illegal_transition", from: state, to };
    state = to;
  }
  return { ok: true, state, path };
}
