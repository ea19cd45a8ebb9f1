import type { NextSchedule, Overview } from "@/lib/domain/run/overview";
import { type RunState, statesIn } from "@/lib/domain/run/run-state";
import { storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { explainSchedule } from "@/lib/domain/schedule/schedule-text";
import { listServers } from "@/lib/queries/servers/list-servers";
import { authorise, type Context } from "@/lib/services/context";
import {
  anyDefinition,
  endedRunsByHour,
  type NextScheduleRow,
  nextSchedules,
  selectDeactivations,
} from "@/lib/store/overview-reads";
import { countRunsByState } from "@/lib/store/run-counts";
import { tenantIdsOf } from "@/lib/store/run-reads";
import { listRuns } from "./list-runs";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const DEACTIVATION_DAYS = 3;
const SHOWN = 10;

/** The figures of the first page; from live rows, the rollup and the newest entries, never from the whole history. */
export async function overview(ctx: Context): Promise<Overview> {
  authorise(ctx, "jobs.read");
  const { pool } = ctx.db;
  const tenantIds = await tenantIdsOf(pool, ctx.scope);
  const since = new Date(ctx.now.getTime() - DEACTIVATION_DAYS * DAY_HOURS * HOUR_MS);
  const [live, ended, schedules, servers, deactivated, running, hasDefinitions] = await Promise.all(
    [
      countRunsByState(pool, { tenantIds, states: statesIn("initial", "pre-running", "running") }),
      endedRunsByHour(pool, tenantIds, firstHour(ctx.now)),
      nextSchedules(pool, tenantIds, SHOWN),
      listServers(ctx),
      selectDeactivations(pool, tenantIds, { since, limit: SHOWN }),
      listRuns(ctx, { state: statesIn("running"), limit: SHOWN }, { members: "without-steps" }),
      anyDefinition(pool, tenantIds),
    ],
  );
  const hours = hoursOf(ended, ctx.now);
  return {
    now: ctx.now.toISOString(),
    live: Object.fromEntries(live),
    lastDay: sumOf(hours),
    hours,
    running: running.items,
    nextSchedules: schedules.map(nextScheduleFrom),
    servers,
    deactivated: deactivated.map((row) => ({ ...row, at: row.at.toISOString() })),
    hasDefinitions,
  };
}

/** Start of the first of the 24 hours shown; the running hour is the last of them. */
function firstHour(now: Date): Date {
  return new Date((Math.floor(now.getTime() / HOUR_MS) - DAY_HOURS + 1) * HOUR_MS);
}

function hoursOf(
  ended: readonly { hour: Date; state: RunState; runs: number }[],
  now: Date,
): Overview["hours"] {
  const first = firstHour(now).getTime();
  const hours: Overview["hours"] = Array.from({ length: DAY_HOURS }, (_, index) => ({
    hour: new Date(first + index * HOUR_MS).toISOString(),
    states: {},
  }));
  for (const { hour, state, runs } of ended) {
    const entry = hours[Math.floor((hour.getTime() - first) / HOUR_MS)];
    if (entry) entry.states[state] = (entry.states[state] ?? 0) + runs;
  }
  return hours;
}

function sumOf(hours: Overview["hours"]): Overview["lastDay"] {
  const sums: Overview["lastDay"] = {};
  for (const { states } of hours) {
    for (const [state, runs] of Object.entries(states) as [RunState, number][])
      sums[state] = (sums[state] ?? 0) + runs;
  }
  return sums;
}

function nextScheduleFrom({
  nextRunAt,
  mode,
  expression,
  timeZone,
  oneTimeAt,
  ...row
}: NextScheduleRow): NextSchedule {
  const spec = storedScheduleSpec({ mode, text: expression, timeZone, at: oneTimeAt });
  return {
    ...row,
    nextRunAt: nextRunAt.toISOString(),
    text: spec.ok ? explainSchedule(spec.spec) : expression,
  };
}
