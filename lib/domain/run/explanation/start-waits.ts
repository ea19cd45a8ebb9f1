import { explainWindowWait } from "./gate-waits";
import type { RunFacts } from "./run-facts";
import { codeIn, meaning, utc, words } from "./sentence-parts";

/** A run that waits for its start, or for its window to open. */
export function explainScheduled(run: RunFacts): string {
  const { startAt, reason, ready, plannedAt } = run;
  const why =
    reason === "CATCH_UP" && plannedAt
      ? `Makes up for the start at ${utc(plannedAt)}, missed in an outage`
      : null;
  const window = ready ? null : explainWindowWait(run);
  if (window !== null) return window;
  if (!ready) return why ?? `Starts at ${utc(startAt)}`;
  const due = `Takes the next free slot from ${utc(startAt)} on`;
  return why ? `${why}; takes the next free slot` : due;
}

/** A run whose start was put off, as after a failure that is tried again. */
export function explainDelayed({ reason, startAt }: RunFacts): string {
  const whose = RESTART_OF[reason ?? ""];
  return whose === undefined
    ? `Its start is put off until ${utc(startAt)}`
    : `Starts again at ${utc(startAt)}, as ${whose} says`;
}

const RESTART_OF: Record<string, string> = {
  DELAYED_RESTART: "a handler of its chain",
  RESTART_BY_HANDLER: "a handler of the chain before it",
  RESTART_BEHAVIOUR: "the restart behaviour of its definition",
};

const HELD_TEXT: Record<string, string> = {
  HOLD_ON_SUBMIT: "Held since its submission, as was asked for; waits for a release",
  HELD_BY_OPERATOR: "Held by an operator; waits for a release",
  HELD_BY_DEFINITION: "Held because its chain says so; waits for a release",
  NO_START_CONDITION: "Held because it has no start condition; an operator must release it",
  START_WINDOW_MISSED:
    "Held because its last possible start has passed; an operator must release or delete it",
  NOT_REQUESTED: "Held because it has not been requested",
};

/** A run that goes on when somebody releases it. */
export function explainHeld({ reason }: RunFacts): string {
  if (reason === null) return "Held; waits for a release";
  const missed = missedWindow(reason);
  if (missed !== null) return `Held because ${missed}; waits for a release`;
  return HELD_TEXT[reason] ?? `Held: ${words(reason)}; waits for a release`;
}

/** A run whose window has passed: only a person can help. */
export function explainOverdue({ reason }: RunFacts): string {
  const missed = missedWindow(reason) ?? "its time window opened and closed without it";
  return `Overdue because ${missed}; an operator must release or cancel it`;
}

function missedWindow(reason: string | null): string | null {
  const found = codeIn(reason);
  if (found?.code !== "WINDOW_MISSED") return null;
  return `its time window ${found.about ?? ""} opened and closed without it`.replace("  ", " ");
}

/** A run without any possible start. */
export function explainNever({ reason, waitsFor }: RunFacts): string {
  const found = codeIn(reason);
  const own = found?.code === "NO_OPENING" ? found.about : null;
  const window = waitsFor?.kind === "window" ? waitsFor.name : own;
  return window === null
    ? "No possible start within two years"
    : `No possible start: its time window ${window} does not open within two years; change the window, or cancel the run`;
}

/** A run that lacks a value. */
export function explainModified({ reason }: RunFacts): string {
  const found = codeIn(reason);
  if (found?.code === "VALUE_MISSING" && found.about !== null) {
    return `A value it needs is missing: ${found.about.replace(/\.$/, "")}; an operator must correct or cancel it`;
  }
  return reason === null ? meaning("Modified") : `${meaning("Modified")}: ${words(reason)}`;
}
