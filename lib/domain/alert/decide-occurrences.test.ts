import { describe, expect, it } from "vitest";
import { OWN_SETTINGS_RULE } from "./alert-event";
import { ownSettingsRule, type RunFact } from "./alert-facts";
import { type AlertRule, putAlertRuleSchema } from "./alert-rule";
import {
  occurrencesOfLiveRun,
  occurrencesOfParallel,
  occurrencesOfRun,
  occurrencesOfSchedule,
} from "./decide-occurrences";

const SINCE = new Date("2026-03-02T00:00:00Z");
const AT = new Date("2026-03-02T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(AT.getTime() - minutes * 60_000);

function rule(input: Parameters<typeof putAlertRuleSchema.parse>[0]): AlertRule {
  const body = putAlertRuleSchema.parse(input);
  return { ...body, tenantId: "T", name: "RULE", activeSince: SINCE };
}

function run(columns: Partial<RunFact> = {}): RunFact {
  return {
    ...{ tenantId: "T", definitionId: "D", definition: "night", jobName: "NIGHT", queue: "BATCH" },
    ...{ runId: "R", jobCount: "12000000", state: "Error", reason: null, at: AT, plannedAt: AT },
    ...{ startedAt: AT, endedAt: AT, alertOnError: false, alertOnSuccess: false },
    ...columns,
  };
}

const eventsOf = (found: readonly { event: string }[]) => found.map(({ event }) => event);

describe("states", () => {
  const events = ["RUN_FAILED", "RUN_CANCELED", "RUN_SUCCEEDED", "SUBMIT_FAILED"] as const;
  const all = rule({ events: [...events, "START_WINDOW_MISSED"] });
  it.each([
    ["Error", null, "RUN_FAILED"],
    ["Unknown", "WORKER_LOST", "RUN_FAILED"],
    ["Killed", null, "RUN_CANCELED"],
    ["Canceled", null, "RUN_CANCELED"],
    ["Completed", null, "RUN_SUCCEEDED"],
    ["Modified", "VALUE_MISSING: date", "SUBMIT_FAILED"],
    ["Overdue", "WINDOW_MISSED: NIGHT", "START_WINDOW_MISSED"],
    ["Never", "NO_OPENING: NIGHT", "START_WINDOW_MISSED"],
    ["Held", "START_WINDOW_MISSED", "START_WINDOW_MISSED"],
    ["Skipped", "MISSED_OUTAGE: 3 ticks", "START_WINDOW_MISSED"],
  ] as const)("%s with reason %s is %s", (state, reason, event) => {
    expect(eventsOf(occurrencesOfRun(all, run({ state, reason }), null))).toEqual([event]);
  });
  it.each([
    ["Held", "HELD_BY_OPERATOR"],
    ["Skipped", "PRECONDITION"],
    ["Ignored", null],
    ["Running", null],
  ] as const)("%s with reason %s is nothing", (state, reason) => {
    expect(occurrencesOfRun(all, run({ state, reason }), null)).toEqual([]);
  });
  it("an event the rule does not name is nothing", () => {
    expect(occurrencesOfRun(rule({ events: ["RUN_CANCELED"] }), run(), null)).toEqual([]);
  });
});

describe("scope", () => {
  it.each([
    [{ jobName: "N*" }, 1],
    [{ jobName: "DAY*" }, 0],
    [{ queue: "BATCH", definition: "night" }, 1],
    [{ queue: "Default" }, 0],
  ])("%j finds %i", (scope, count) => {
    const found = occurrencesOfRun(rule({ events: ["RUN_FAILED"], scope }), run(), null);
    expect(found).toHaveLength(count);
  });
  it("another tenant's run is not watched, nor what happened before the rule held", () => {
    const failures = rule({ events: ["RUN_FAILED"] });
    expect(occurrencesOfRun(failures, run({ tenantId: "U" }), null)).toEqual([]);
    const before = new Date(SINCE.getTime() - 1);
    expect(occurrencesOfRun(failures, run({ at: before }), null)).toEqual([]);
  });
});

describe("time", () => {
  const live = (input: AlertRule, fact: RunFact, meanMs: number | null = null) =>
    eventsOf(occurrencesOfLiveRun(input, fact, { now: AT, meanMs }));
  const running = (minutes: number) =>
    run({ state: "Running", startedAt: minutesAgo(minutes), plannedAt: minutesAgo(minutes) });

  it("RUNNING_TOO_LONG after so many minutes, not at them", () => {
    const limit = rule({ events: ["RUNNING_TOO_LONG"], thresholds: { runningMinutes: 10 } });
    expect(live(limit, running(10))).toEqual([]);
    expect(live(limit, running(10.01))).toEqual(["RUNNING_TOO_LONG"]);
  });
  it("RUNNING_TOO_LONG above the mean of the last runs, and never without a mean", () => {
    const limit = rule({ events: ["RUNNING_TOO_LONG"], thresholds: { runningPercent: 20 } });
    expect(live(limit, running(12), 600_000)).toEqual([]);
    expect(live(limit, running(12.01), 600_000)).toEqual(["RUNNING_TOO_LONG"]);
    expect(live(limit, running(600))).toEqual([]);
  });
  it("NOT_STARTED_BY so many minutes after the planned start, while it has not started", () => {
    const limit = rule({ events: ["NOT_STARTED_BY"], thresholds: { notStartedMinutes: 5 } });
    const waiting = (minutes: number) =>
      run({ state: "Queued", startedAt: null, plannedAt: minutesAgo(minutes) });
    expect(live(limit, waiting(4.99))).toEqual([]);
    expect(live(limit, waiting(5))).toEqual(["NOT_STARTED_BY"]);
    expect(live(limit, running(9))).toEqual([]);
  });
  it("START_DELAY is lateness only, known from the start on, also of a run that has ended", () => {
    const limit = rule({ events: ["START_DELAY"], thresholds: { startDelayMinutes: 2 } });
    const started = (minutes: number) => run({ startedAt: AT, plannedAt: minutesAgo(minutes) });
    expect(live(limit, started(2))).toEqual([]);
    expect(live(limit, started(2.01))).toEqual(["START_DELAY"]);
    expect(live(limit, started(-30))).toEqual([]);
    expect(eventsOf(occurrencesOfRun(limit, started(3), null))).toEqual(["START_DELAY"]);
  });
  it("PARALLEL_RUNS only above the figure", () => {
    const limit = rule({ events: ["PARALLEL_RUNS"], thresholds: { parallelRuns: 2 } });
    const fact = { ...run(), latest: run({ state: "Running" }) };
    expect(occurrencesOfParallel(limit, { ...fact, running: 2 })).toEqual([]);
    expect(eventsOf(occurrencesOfParallel(limit, { ...fact, running: 3 }))).toEqual([
      "PARALLEL_RUNS",
    ]);
  });
});

describe("others", () => {
  it("LOG_MATCH names the line that fits", () => {
    const limit = rule({ events: ["LOG_MATCH"], thresholds: { logPattern: "ora-\\d+" } });
    const log = ["begin", "ORA-01555 too old"];
    expect(occurrencesOfRun(limit, run({ state: "Completed" }), log)).toMatchObject([
      { event: "LOG_MATCH", message: "NIGHT 12000000 wrote to its log: ORA-01555 too old" },
    ]);
    expect(occurrencesOfRun(limit, run(), ["nothing"])).toEqual([]);
    expect(occurrencesOfRun(limit, run({ endedAt: null, state: "Overdue" }), log)).toEqual([]);
  });
  it("SCHEDULE_DISABLED says why", () => {
    const subject = { tenantId: "T", definitionId: "D", definition: "night", jobName: "NIGHT" };
    const fact = { ...subject, queue: "BATCH", entryId: "7", at: AT, text: "It is over." };
    const disabled = rule({ events: ["SCHEDULE_DISABLED"] });
    expect(occurrencesOfSchedule(disabled, fact)).toMatchObject([
      { occurrenceKey: "7", message: "A schedule of night was switched off: It is over" },
    ]);
  });
  it.each([
    ["Error", { alertOnError: true }, 1],
    ["Unknown", { alertOnError: true }, 1],
    ["Killed", { alertOnError: true }, 0],
    ["Error", { alertOnSuccess: true }, 0],
    ["Completed", { alertOnSuccess: true }, 1],
    ["Completed", { alertOnError: true }, 0],
  ] as const)("ansConfig: %s with %j raises %i", (state, settings, count) => {
    const own = ownSettingsRule("T");
    expect(own.name).toBe(OWN_SETTINGS_RULE);
    expect(occurrencesOfRun(own, run({ state, ...settings }), null)).toHaveLength(count);
  });
});
