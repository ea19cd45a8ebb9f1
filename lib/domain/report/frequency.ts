import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import { byJob } from "./by-job";
import { type StartedStatus, startedStatusOf } from "./report-query";
import { daysBetween, type ReportWindow } from "./report-window";

/** Figures of the started runs of one job in one state; times in milliseconds. */
export interface StateSums {
  jobName: string;
  tenantId: string;
  state: RunState;
  runs: number;
  durationMs: number;
  maxDurationMs: number;
  delayMs: number;
  maxDelayMs: number;
  firstStartedAt: Date;
  lastStartedAt: Date;
}

/** A row of the frequency report (background-jobs N2): what is known of the started runs of one job name. */
export interface FrequencyRow {
  tenantId: string;
  jobName: string;
  runs: number;
  completed: number;
  cancelled: number;
  active: number;
  unknown: number;
  firstStart: Date;
  lastStart: Date;
  /** Of the run that started last; of several at the same instant that of the one in the later state of the table. */
  lastState: RunState;
  lastStatus: StartedStatus;
  /** Start of the last run that is completed, and of the last that is cancelled. */
  lastSuccess: Date | null;
  lastFailure: Date | null;
  /** Over the days of the window; one that is open begins with the first start of the report and ends now. */
  runsPerDay: number | null;
  /** From the first to the last start, per run after the first; null below two runs. */
  avgIntervalSeconds: number | null;
  /** Of completed runs. */
  avgDurationMs: number | null;
  maxDurationMs: number | null;
  p95DurationMs: number | null;
  /** Of all: from the planned to the actual start, nothing for early ones. */
  avgDelayMs: number;
  maxDelayMs: number;
  /** Completed of completed and cancelled, 0 to 1; null when there is neither. */
  successRate: number | null;
  states: Partial<Record<RunState, number>>;
}

/** The rows of the report, in no particular order and without p95. */
export function frequencyRows(
  sums: readonly StateSums[],
  { window, now }: { window: ReportWindow; now: Date },
): FrequencyRow[] {
  const jobs = byJob(sums);
  const begin = window.from ?? earliest(sums.map(({ firstStartedAt }) => firstStartedAt));
  const days = begin === null ? 0 : daysBetween(begin, window.to ?? now);
  return [...jobs.values()].flatMap((states) => {
    const [first] = states;
    return first === undefined ? [] : [frequencyRow(first, states, days)];
  });
}

function frequencyRow(job: StateSums, states: readonly StateSums[], days: number): FrequencyRow {
  const of = (status: StartedStatus) =>
    states.filter(({ state }) => startedStatusOf(state) === status);
  const [completed, cancelled] = [of("F"), of("A")];
  const runs = sum(states, "runs");
  const [good, bad] = [sum(completed, "runs"), sum(cancelled, "runs")];
  const firstStart = earliest(states.map((one) => one.firstStartedAt)) ?? job.firstStartedAt;
  const last = states.reduce((a, b) => (isLater(b, a) ? b : a), job);
  const span = last.lastStartedAt.getTime() - firstStart.getTime();
  return {
    tenantId: job.tenantId,
    jobName: job.jobName,
    runs,
    completed: good,
    cancelled: bad,
    active: sum(of("R"), "runs"),
    unknown: sum(of("X"), "runs"),
    firstStart,
    lastStart: last.lastStartedAt,
    lastState: last.state,
    lastStatus: startedStatusOf(last.state),
    lastSuccess: latest(completed.map((one) => one.lastStartedAt)),
    lastFailure: latest(cancelled.map((one) => one.lastStartedAt)),
    runsPerDay: days > 0 ? runs / days : null,
    avgIntervalSeconds: runs < 2 ? null : span / 1000 / (runs - 1),
    avgDurationMs: good === 0 ? null : sum(completed, "durationMs") / good,
    maxDurationMs: good === 0 ? null : Math.max(...completed.map((one) => one.maxDurationMs)),
    p95DurationMs: null,
    avgDelayMs: sum(states, "delayMs") / runs,
    maxDelayMs: Math.max(...states.map((one) => one.maxDelayMs)),
    successRate: good + bad === 0 ? null : good / (good + bad),
    states: Object.fromEntries(states.map((one) => [one.state, one.runs])),
  };
}

function isLater(a: StateSums, b: StateSums): boolean {
  const distance = a.lastStartedAt.getTime() - b.lastStartedAt.getTime();
  if (distance !== 0) return distance > 0;
  return RUN_STATES.indexOf(a.state) > RUN_STATES.indexOf(b.state);
}

function sum(rows: readonly StateSums[], of: "runs" | "durationMs" | "delayMs"): number {
  return rows.reduce((total, row) => total + row[of], 0);
}

function earliest(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((a, b) => (a === null || b < a ? b : a), null);
}

function latest(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((a, b) => (a === null || b > a ? b : a), null);
}
