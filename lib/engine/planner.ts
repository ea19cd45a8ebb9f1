/**
 * Planner: turns the ticks of schedules into runs, a moment before they are due, so that at the tick itself
 * only starting is left to do. Whoever changes a schedule takes back what was planned ahead of its time
 * (lib/store/planned-ahead.ts). Runs on every node. Two planners at once pass over each other's schedules; the unique key on (schedule, planned time)
 * makes a tick one run even if they did not. What was missed in an outage is decided in
 * lib/domain/schedule/missed-runs.ts and recorded on the runs.
 */
import { decideDueTicks } from "@/lib/domain/schedule/missed-runs";
import {
  intersectWindows,
  nextOccurrence,
  type ScheduleWindow,
} from "@/lib/domain/schedule/occurrences";
import { type ScheduleSpec, storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import {
  advanceSchedules,
  type DueSchedule,
  lastDutyRun,
  lockDueSchedules,
  type ScheduleAdvance,
} from "@/lib/store/due-schedules";
import { newRunOf, type RunRequest } from "@/lib/store/new-run";
import { parameterResolver, withResolvedParameters } from "@/lib/store/parameter-resolver";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { recordRuns } from "@/lib/store/record-runs";
import type { NewRun } from "@/lib/store/submit-runs";
import type { EngineDeps } from "./engine-deps";

/** How long before its time a tick becomes a run. */
export const PLAN_AHEAD_MS = 2000;
/** Schedules per transaction: small enough that the first runs start while the rest is planned. */
const BATCH = 250;
const ACTOR = "scheduler";

export const PLANNER_DUTY = "planner";

interface Plan {
  definition: DueSchedule["definition"];
  runs: NewRun[];
  advance: ScheduleAdvance;
}

/** What one pass did; `more` when the batch was full and another pass should follow at once. */
export interface PlannerSummary {
  planned: number;
  more: boolean;
  /** Some of the runs pass through gates. */
  hasGates: boolean;
}

/** Plans one batch of due schedules in one transaction. */
export async function planOnce(deps: EngineDeps): Promise<PlannerSummary> {
  const now = deps.clock.now();
  const summary = await inTransaction(deps.db.pool, async (client) => {
    const dueBy = new Date(now.getTime() + PLAN_AHEAD_MS);
    const due = await lockDueSchedules(client, { now, dueBy, limit: BATCH });
    if (due.length === 0) return { submitted: [], more: false, runs: [] as NewRun[] };
    const lastPlannedAt = await lastDutyRun(client, PLANNER_DUTY);
    const context = { now, dueBy, lastPlannedAt, newId: deps.newId };
    const plans = await withParameters(
      client,
      due.map((schedule) => planSchedule(schedule, context)),
      now,
    );
    const runs = plans.flatMap((plan) => plan.runs);
    const wanted = plans.flatMap(({ runs: own, definition }) =>
      own.map((run) => ({ run, definition })),
    );
    const submitted = await recordRuns(client, wanted, { now, newId: deps.newId });
    await advanceSchedules(
      client,
      plans.map((plan) => plan.advance),
      now,
    );
    return { submitted, more: due.length === BATCH, runs };
  });
  const ids = new Set(summary.submitted.map((run) => run.id));
  const first = summary.runs.find((run) => run.ready && ids.has(run.id));
  if (first) {
    const lag = deps.clock.now().getTime() - first.startAt.getTime();
    deps.metrics.observeSchedulerLag(Math.max(0, lag / 1000));
  }
  deps.announce(
    summary.runs
      .filter((run) => ids.has(run.id))
      .map((run) => ({ tenantId: run.tenantId, runId: run.id })),
  );
  const hasGates = summary.runs.some((run) => run.gate !== null && ids.has(run.id));
  return { planned: ids.size, more: summary.more, hasGates };
}

/** The plans with the parameters of their runs resolved, defaults and all; misfits are Modified. */
async function withParameters(db: Queryable, plans: readonly Plan[], now: Date): Promise<Plan[]> {
  const resolvers = new Map<string, ReturnType<typeof parameterResolver>>();
  const resolved: Plan[] = [];
  for (const plan of plans) {
    const { declared, tenantId } = plan.definition;
    const resolve = resolvers.get(tenantId) ?? parameterResolver(db, tenantId);
    resolvers.set(tenantId, resolve);
    const runs: NewRun[] = [];
    for (const run of plan.runs)
      runs.push(await withResolvedParameters(run, { declared, now }, resolve));
    resolved.push({ ...plan, runs });
  }
  return resolved;
}

interface PlanContext {
  now: Date;
  dueBy: Date;
  lastPlannedAt: Date | null;
  newId: (now: Date) => string;
}

/** Specs by their text: the schedules of one instant mostly share few expressions. */
const knownSpecs = new Map<string, ScheduleSpec>();
const MAX_KNOWN_SPECS = 10_000;

function specOf(schedule: DueSchedule): ScheduleSpec | null {
  const { mode, expression: text, timeZone, oneTimeAt: at } = schedule;
  const key = `${mode} ${timeZone} ${text}`;
  const known = knownSpecs.get(key);
  if (known && mode !== "time") return known;
  const parsed = storedScheduleSpec({ mode, text, timeZone, at });
  if (!parsed.ok) return null;
  if (knownSpecs.size >= MAX_KNOWN_SPECS) knownSpecs.clear();
  knownSpecs.set(key, parsed.spec);
  return parsed.spec;
}

function planSchedule(schedule: DueSchedule, context: PlanContext): Plan {
  const spec = specOf(schedule);
  if (!spec) {
    return {
      definition: schedule.definition,
      runs: [],
      advance: { ...stopped(schedule), deactivate: "DEACTIVATION_NO_FUTURE_RUN" },
    };
  }
  const window = intersectWindows(
    { startAt: schedule.definition.startAt, endAt: schedule.definition.endAt },
    { startAt: schedule.startAt, endAt: schedule.endAt },
  );
  const ticks = decideDueTicks({
    spec,
    window,
    nextRunAt: schedule.nextRunAt,
    now: context.now,
    dueBy: schedule.definition.properties ? context.now : context.dueBy,
    lastPlannedAt: context.lastPlannedAt,
  });
  const missed = ticks.skipped.map((tick) =>
    skippedRun(schedule, tick.plannedAt, "MISSED_OUTAGE", context),
  );
  if (ticks.skippedMore.count > 0 && ticks.skippedMore.from && ticks.skippedMore.to) {
    const { count, from, to } = ticks.skippedMore;
    const reason = `MISSED_OUTAGE: ${count} ticks from ${from.toISOString()} to ${to.toISOString()}`;
    missed.unshift(skippedRun(schedule, to, reason, context));
  }
  const started = ticks.run.map((tick) => startedRun(schedule, tick, context));
  const isOneTime = schedule.mode === "time";
  const isOver = ticks.nextRunAt === null && !isOneTime && hasNoFuture(spec, window, context.now);
  return {
    definition: schedule.definition,
    runs: [...missed, ...started],
    advance: {
      ...stopped(schedule),
      nextRunAt: ticks.nextRunAt,
      executed: isOneTime && ticks.run.length > 0,
      deactivate: isOver ? "DEACTIVATION_NO_FUTURE_RUN" : null,
    },
  };
}

/** Whether it is the expression that has no further start; one whose window ends is the janitor's. */
function hasNoFuture(spec: ScheduleSpec, window: ScheduleWindow, now: Date): boolean {
  if (window.endAt === null) return true;
  return (
    nextOccurrence({ spec, window: { ...window, endAt: null }, after: now, lastStartedAt: now }) ===
    null
  );
}

function stopped(schedule: DueSchedule): ScheduleAdvance {
  return { id: schedule.id, nextRunAt: null, executed: false, deactivate: null };
}

function startedRun(
  schedule: DueSchedule,
  tick: { plannedAt: Date; catchUp: boolean },
  context: PlanContext,
): NewRun {
  const run = newRunOf(schedule.definition, {
    ...request(schedule, tick.plannedAt, context),
    reason: tick.catchUp ? "CATCH_UP" : null,
  });
  // It may be claimed from its start on, which the claim waits for.
  return { ...run, ready: run.path[0] === "Scheduled" };
}

function skippedRun(
  schedule: DueSchedule,
  plannedAt: Date,
  reason: string,
  context: PlanContext,
): NewRun {
  return {
    ...newRunOf(schedule.definition, request(schedule, plannedAt, context)),
    path: ["Skipped"],
    reason,
    ready: false,
    ended: true,
    gate: null,
  };
}

function request(schedule: DueSchedule, plannedAt: Date, context: PlanContext): RunRequest {
  return {
    id: context.newId(context.now),
    startAt: plannedAt,
    now: context.now,
    submittedBy: ACTOR,
    parameters: schedule.parameters,
    plannedAt,
    scheduleId: schedule.id,
  };
}
