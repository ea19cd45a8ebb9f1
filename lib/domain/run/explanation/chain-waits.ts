import type { RunState } from "@/lib/domain/run/run-state";
import type { ChildFacts, ChildrenWaitFacts, RunFacts } from "./run-facts";
import { codeIn, inOneLine, number } from "./sentence-parts";

/** States in which a run goes on only when a person acts: of several children such a one is named first. */
export const NEEDS_A_PERSON = [
  "Console",
  "Held",
  "Overdue",
  "Modified",
  "Never",
] as const satisfies RunState[];

/** A chain or step that waits for its children: how many are left, and what the one that tells most is doing. */
export function explainChildrenWait({ role, waitsFor, question }: RunFacts): string {
  const what = role === "step" ? "calls" : "steps";
  if (question) return `Waits for an operator's reply: ${inOneLine(question.text)}`;
  if (waitsFor?.kind !== "children") return `Waits for its ${what}`;
  const first =
    waitsFor.first === null ? "" : `: ${childName(waitsFor.first)} ${doing(waitsFor.first)}`;
  if (waitsFor.open === 0) return `All its ${what} have ended; what follows is being decided`;
  return `Waits for ${howMany(waitsFor)}${first}`;
}

function howMany({ of, open, total }: ChildrenWaitFacts): string {
  if (total === null) return `its ${of}s`;
  if (total === 1) return `its ${of}`;
  if (open === total) return `its ${number(total)} ${of}s`;
  return `${number(open)} of its ${number(total)} ${of}s`;
}

/** A child as its chain knows it: the call, in its step where the reader does not see the step. */
export function childName({ role, stepName, callName, jobName }: ChildFacts): string {
  return (role === "step" ? stepName : callName) ?? jobName;
}

const DOING: Partial<Record<RunState, string>> = {
  New: "has just been submitted",
  Chained: "is next",
  Delayed: "starts again later",
  Modified: "lacks a value",
  Scheduled: "is scheduled",
  Held: "is held",
  EventWait: "waits for an event",
  QueueHeld: "is kept back by its queue",
  Queued: "waits for a free slot",
  LockWait: "waits for a lock",
  Overdue: "is overdue",
  Never: "has no possible start",
  Dispatched: "is about to start",
  Assigned: "is about to start",
  Running: "is running",
  Waiting: "is running",
  Console: "asks an operator",
  Killing: "is being killed",
  Canceling: "is being canceled",
};

const DOING_WITH_NAME: Record<string, (about: string) => string> = {
  LOCK: (about) => `waits for lock ${about}`,
  LOCK_MISSING: (about) => `waits for lock ${about}, which does not exist`,
  EVENT: (about) => `waits for event ${about}`,
  QUEUE_FULL: (about) => `waits in queue ${about}, which is full`,
};

function doing({ state, reason }: ChildFacts): string {
  const found = codeIn(reason);
  const named = found?.about ? DOING_WITH_NAME[found.code]?.(found.about) : undefined;
  return named ?? DOING[state] ?? `ended ${state}`;
}

/** A run that has put a question to an operator. */
export function explainConsole({ question }: RunFacts): string {
  return question
    ? `Asks an operator: ${inOneLine(question.text)}`
    : "Asked an operator a question and waits for the reply";
}

/** A step or call whose turn has not come. */
export function explainChained({ role, stepName }: RunFacts): string {
  if (role === "step") return "Waits for the steps before it";
  return stepName === null
    ? "Waits for its turn in its chain"
    : `Waits for its turn in step ${stepName}`;
}

/** What a reason such as `by handler Error of step LOAD: Continue` says; null for any other. */
export function handlerWords(reason: string | null): string | null {
  const [, handler, action] = /^by (.+): (\w+)$/s.exec(reason ?? "") ?? [];
  if (handler !== undefined && action !== undefined) return `${handler}: ${action}`;
  const [, by, trigger] = /^by (.+), after (\w+)$/s.exec(reason ?? "") ?? [];
  if (by === undefined || trigger === undefined) return null;
  const why = /^system default: (.+)$/s.exec(by)?.[1];
  return why === undefined ? "no handler says how to go on" : why;
}
