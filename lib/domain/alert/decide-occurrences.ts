import type { RunState } from "@/lib/domain/run/run-state";
import { type AlertEvent, OWN_SETTINGS_RULE } from "./alert-event";
import type { AlertSubject, Occurrence, ParallelFact, RunFact, ScheduleFact } from "./alert-facts";
import { type AlertRule, tellsAbout } from "./alert-rule";
import { parseLogPattern } from "./log-pattern";
import { minutesText } from "./rule-words";
import { fitsPattern } from "./scope-pattern";

const MINUTE_MS = 60_000;
/** Longest part of a line that is looked at for LOG_MATCH. */
const MAX_LINE = 1000;
/** Longest part of a found line that is repeated. */
const MAX_QUOTED = 200;

/** States by what entering them is told as (background-jobs N5; job-scheduling-api: UNKNOWN counts as an error). */
const EVENT_OF_STATE: Readonly<Partial<Record<RunState, AlertEvent>>> = {
  Error: "RUN_FAILED",
  Unknown: "RUN_FAILED",
  Killed: "RUN_CANCELED",
  Canceled: "RUN_CANCELED",
  Completed: "RUN_SUCCEEDED",
  Modified: "SUBMIT_FAILED",
  Overdue: "START_WINDOW_MISSED",
  Never: "START_WINDOW_MISSED",
};
/** Reasons that make a state a missed start: no-start-after has passed, or the tick fell into an outage. */
const MISSED = /^(START_WINDOW_MISSED|WINDOW_MISSED|MISSED_OUTAGE)\b/;

/** True when a subject is what the rule watches. */
export function isWatched(rule: Pick<AlertRule, "tenantId" | "scope">, of: AlertSubject): boolean {
  const { jobName, definition, queue } = rule.scope;
  return (
    rule.tenantId === of.tenantId &&
    fitsPattern(jobName, of.jobName) &&
    fitsPattern(definition, of.definition) &&
    fitsPattern(queue, of.queue)
  );
}

/** What entering a state is told as, or null. */
export function eventOfState(state: RunState, reason: string | null): AlertEvent | null {
  if ((state === "Held" || state === "Skipped") && MISSED.test(reason ?? "")) {
    return "START_WINDOW_MISSED";
  }
  return EVENT_OF_STATE[state] ?? null;
}

/** What of an entered state a rule tells: each at most once per run. */
export function occurrencesOfRun(
  rule: AlertRule,
  run: RunFact,
  log: readonly string[] | null,
): Occurrence[] {
  if (!isWatched(rule, run) || run.at < rule.activeSince) return [];
  const event = eventOfState(run.state, run.reason);
  const found =
    event !== null && isWanted(rule, run, event) ? [stateOccurrence(rule, run, event)] : [];
  return [...found, ...lateStart(rule, run), ...logMatch(rule, run, log)];
}

function isWanted(rule: AlertRule, run: RunFact, event: AlertEvent): boolean {
  if (!tellsAbout(rule, event)) return false;
  if (rule.name !== OWN_SETTINGS_RULE) return true;
  return event === "RUN_SUCCEEDED" ? run.alertOnSuccess : run.alertOnError;
}

/** What a rule tells of a run that waits or executes (time alone brings it about). */
export function occurrencesOfLiveRun(
  rule: AlertRule,
  run: RunFact,
  { now, meanMs }: { now: Date; meanMs: number | null },
): Occurrence[] {
  if (!isWatched(rule, run)) return [];
  return [
    ...notStarted(rule, run, now),
    ...lateStart(rule, run),
    ...tooLong(rule, run, { now, meanMs }),
  ];
}

/** PARALLEL_RUNS: more runs of one job at once than the rule's figure. */
export function occurrencesOfParallel(rule: AlertRule, fact: ParallelFact): Occurrence[] {
  const most = rule.thresholds.parallelRuns;
  if (!tellsAbout(rule, "PARALLEL_RUNS") || most === null || !isWatched(rule, fact)) return [];
  if (fact.running <= most) return [];
  const message = `${fact.running} runs of ${fact.jobName} execute at once, more than ${most}`;
  return [{ ...ofRun(rule, fact.latest, "PARALLEL_RUNS"), message }];
}

/** SCHEDULE_DISABLED: the scheduler switched a schedule off by itself. */
export function occurrencesOfSchedule(rule: AlertRule, fact: ScheduleFact): Occurrence[] {
  if (!tellsAbout(rule, "SCHEDULE_DISABLED") || !isWatched(rule, fact)) return [];
  if (fact.at < rule.activeSince) return [];
  return [
    {
      rule,
      event: "SCHEDULE_DISABLED",
      subject: fact,
      occurrenceKey: fact.entryId,
      run: null,
      at: fact.at,
      message: `A schedule of ${fact.definition} was switched off: ${fact.text.replace(/\.$/, "")}`,
    },
  ];
}

function ofRun(rule: AlertRule, run: RunFact, event: AlertEvent): Omit<Occurrence, "message"> {
  return { rule, event, subject: run, occurrenceKey: run.runId, run, at: run.at };
}

function nameOf({ jobName, jobCount }: RunFact): string {
  return `${jobName} ${jobCount}`;
}

const STATE_WORDS: Readonly<Partial<Record<RunState, string>>> = {
  Error: "failed",
  Unknown: "has ended in a way nobody knows",
  Killed: "was killed",
  Canceled: "was cancelled",
  Completed: "succeeded",
  Modified: "was submitted with values it cannot use",
};

function stateOccurrence(rule: AlertRule, run: RunFact, event: AlertEvent): Occurrence {
  const what = STATE_WORDS[run.state] ?? "missed its start";
  const why = run.reason === null ? "" : `: ${run.reason.slice(0, MAX_QUOTED)}`;
  return { ...ofRun(rule, run, event), message: `${nameOf(run)} ${what}${why}` };
}

function notStarted(rule: AlertRule, run: RunFact, now: Date): Occurrence[] {
  const limit = rule.thresholds.notStartedMinutes;
  if (!tellsAbout(rule, "NOT_STARTED_BY") || limit === null || run.startedAt !== null) return [];
  const due = run.plannedAt.getTime() + limit * MINUTE_MS;
  if (now.getTime() < due || due < rule.activeSince.getTime()) return [];
  const message = `${nameOf(run)} has not started ${minutesText(limit)} after its planned start`;
  return [{ ...ofRun(rule, run, "NOT_STARTED_BY"), at: now, message }];
}

/** Only lateness counts, an early start does not (background-jobs D). */
function lateStart(rule: AlertRule, run: RunFact): Occurrence[] {
  const limit = rule.thresholds.startDelayMinutes;
  if (!tellsAbout(rule, "START_DELAY") || limit === null || run.startedAt === null) return [];
  if (run.startedAt < rule.activeSince) return [];
  const late = run.startedAt.getTime() - run.plannedAt.getTime();
  if (late <= limit * MINUTE_MS) return [];
  const message = `${nameOf(run)} started ${minutesText(Math.floor(late / MINUTE_MS))} late`;
  return [{ ...ofRun(rule, run, "START_DELAY"), message }];
}

function tooLong(
  rule: AlertRule,
  run: RunFact,
  { now, meanMs }: { now: Date; meanMs: number | null },
): Occurrence[] {
  if (!tellsAbout(rule, "RUNNING_TOO_LONG") || run.startedAt === null) return [];
  const { runningMinutes, runningPercent } = rule.thresholds;
  const ran = now.getTime() - run.startedAt.getTime();
  const isBeyondMinutes = runningMinutes !== null && ran > runningMinutes * MINUTE_MS;
  const usual = runningPercent === null ? null : meanMs;
  const isBeyondUsual = usual !== null && ran > usual * (1 + (runningPercent ?? 0) / 100);
  if (!isBeyondMinutes && !isBeyondUsual) return [];
  const limit = isBeyondMinutes
    ? `more than ${minutesText(runningMinutes)}`
    : `${runningPercent} % longer than the mean of its last runs`;
  const message = `${nameOf(run)} has been running for ${limit}`;
  return [{ ...ofRun(rule, run, "RUNNING_TOO_LONG"), at: now, message }];
}

/** True when the log of a run that has ended must be read for a rule. */
export function wantsLog(rule: AlertRule, run: RunFact): boolean {
  return (
    tellsAbout(rule, "LOG_MATCH") &&
    run.endedAt !== null &&
    run.at >= rule.activeSince &&
    isWatched(rule, run)
  );
}

function logMatch(rule: AlertRule, run: RunFact, log: readonly string[] | null): Occurrence[] {
  const { logPattern } = rule.thresholds;
  if (log === null || logPattern === null || !wantsLog(rule, run)) return [];
  const parsed = parseLogPattern(logPattern);
  if (!parsed.ok) return [];
  const line = log.find((text) => parsed.test(text.slice(0, MAX_LINE)));
  if (line === undefined) return [];
  const message = `${nameOf(run)} wrote to its log: ${line.slice(0, MAX_QUOTED)}`;
  return [{ ...ofRun(rule, run, "LOG_MATCH"), message }];
}
