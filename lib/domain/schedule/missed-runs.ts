import { nextOccurrence, type ScheduleWindow } from "./occurrences";
import { countCronTimes, nextCronTime } from "./sap-cron";
import type { ScheduleSpec } from "./schedule-spec";

/** From this length on (inclusive) only the last missed tick of a schedule is run (11.5). */
const LONG_OUTAGE_MS = 20 * 60 * 1000;

/** A tick that starts more than this after its planned time is a catch-up. */
const CATCH_UP_AFTER_MS = 5000;

/** Skipped ticks named one by one; older ones are only counted. */
export const MAX_NAMED_SKIPS = 100;

/** Ticks run by one decision; the rest stays due, so the next decision goes on with it. */
export const MAX_TICKS_PER_DECISION = 1200;

interface DueTicksQuery {
  readonly spec: ScheduleSpec;
  /** Effective window; it bounds planned times, not the moment a missed tick is made up. */
  readonly window: ScheduleWindow;
  readonly nextRunAt: Date;
  readonly now: Date;
  /** Ticks up to here become runs; `now` unless the planner works ahead of it. */
  readonly dueBy?: Date;
  /** When due ticks were last looked for; null when no outage is known. */
  readonly lastPlannedAt: Date | null;
  readonly maxTicks?: number;
}

interface DueTick {
  readonly plannedAt: Date;
  readonly catchUp: boolean;
}

interface SkippedTick {
  readonly plannedAt: Date;
}

export interface DueTicks {
  /** Ticks that become runs now, oldest first. */
  readonly run: readonly DueTick[];
  /** The newest skipped ticks, oldest first, at most `MAX_NAMED_SKIPS`. */
  readonly skipped: readonly SkippedTick[];
  /** Skipped ticks before those; `from` and `to` are the first and last of them. */
  readonly skippedMore: {
    readonly count: number;
    readonly from: Date | null;
    readonly to: Date | null;
  };
  /** Next planned start, null when none is left; at or before `now` only when `maxTicks` was reached. */
  readonly nextRunAt: Date | null;
}

type RecurringQuery = DueTicksQuery & {
  readonly spec: Extract<ScheduleSpec, { mode: "cron" | "repeatAt" }>;
};

const NOTHING_MORE = { count: 0, from: null, to: null } as const;

/**
 * Decides which due ticks of a schedule are run, which are skipped, and when it is due next
 * (job-scheduling-api 11.5). The work is bounded by `maxTicks` and `MAX_NAMED_SKIPS` whatever the length
 * of an outage: earlier ticks are counted, not visited.
 */
export function decideDueTicks(query: DueTicksQuery): DueTicks {
  const { spec, nextRunAt, now, dueBy = now } = query;
  if (nextRunAt > dueBy) return { run: [], skipped: [], skippedMore: NOTHING_MORE, nextRunAt };
  if (spec.mode === "time") return decideOneTime(query);
  if (spec.mode === "repeatInterval") return decideInterval(query);
  const recurring = { ...query, spec };
  return isLongOutage(query) ? decideLongOutage(recurring) : decideEveryTick(recurring);
}

function isLongOutage({ now, lastPlannedAt }: DueTicksQuery): boolean {
  return lastPlannedAt !== null && now.getTime() - lastPlannedAt.getTime() >= LONG_OUTAGE_MS;
}

/** A one-time tick is made up whatever the outage, unless its window closed meanwhile (11.1). */
function decideOneTime({ window, nextRunAt, now }: DueTicksQuery): DueTicks {
  const tick = dueTick(nextRunAt, now);
  const isOver = tick.catchUp && window.endAt !== null && window.endAt < now;
  return {
    run: isOver ? [] : [tick],
    skipped: isOver ? [{ plannedAt: nextRunAt }] : [],
    skippedMore: NOTHING_MORE,
    nextRunAt: null,
  };
}

function decideInterval({ spec, window, nextRunAt, now }: DueTicksQuery): DueTicks {
  const startedAt = nextRunAt > now ? nextRunAt : now;
  return {
    run: [dueTick(nextRunAt, now)],
    skipped: [],
    skippedMore: NOTHING_MORE,
    nextRunAt: nextOccurrence({ spec, window, after: startedAt, lastStartedAt: startedAt }),
  };
}

function decideEveryTick(query: RecurringQuery): DueTicks {
  const { spec, window, now, dueBy = now, maxTicks = MAX_TICKS_PER_DECISION } = query;
  const run: DueTick[] = [];
  let next: Date | null = query.nextRunAt;
  while (next !== null && next <= dueBy && run.length < maxTicks) {
    run.push(dueTick(next, now));
    next = nextOccurrence({ spec, window, after: next });
  }
  return { run, skipped: [], skippedMore: NOTHING_MORE, nextRunAt: next };
}

function decideLongOutage(query: RecurringQuery): DueTicks {
  const { spec, window, nextRunAt, now } = query;
  const until = window.endAt !== null && window.endAt < now ? window.endAt : now;
  const before = new Date(nextRunAt.getTime() - 1);
  const newest = newestTicks(query, { after: before, until, limit: MAX_NAMED_SKIPS + 2 });
  const last = newest.pop() ?? nextRunAt;
  const total = Math.max(1, countTicks(query, before, until));
  const count = Math.max(0, total - 1 - MAX_NAMED_SKIPS);
  const to = count > 0 ? (newest[newest.length - 1 - MAX_NAMED_SKIPS] ?? null) : null;
  return {
    run: [dueTick(last, now)],
    skipped: newest.slice(-MAX_NAMED_SKIPS).map((plannedAt) => ({ plannedAt })),
    skippedMore: { count, from: to === null ? null : nextRunAt, to },
    nextRunAt: nextOccurrence({ spec, window, after: now }),
  };
}

/** The newest `limit` ticks in (after, until], ascending: their beginning is found by counting. */
function newestTicks(
  query: RecurringQuery,
  span: { after: Date; until: Date; limit: number },
): Date[] {
  const { cron, timeZone } = query.spec;
  let low = Math.floor(span.after.getTime() / 1000);
  let high = Math.floor(span.until.getTime() / 1000);
  if (countTicks(query, span.after, span.until) <= span.limit) high = low;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (countTicks(query, new Date(middle * 1000), span.until) > span.limit) low = middle;
    else high = middle;
  }
  const ticks: Date[] = [];
  let next = nextCronTime(cron, new Date(high * 1000), { timeZone });
  while (next !== null && next <= span.until) {
    ticks.push(next);
    next = nextCronTime(cron, next, { timeZone });
  }
  return ticks;
}

function countTicks({ spec }: RecurringQuery, after: Date, until: Date): number {
  return countCronTimes(spec.cron, { after, until, timeZone: spec.timeZone });
}

function dueTick(plannedAt: Date, now: Date): DueTick {
  return { plannedAt, catchUp: now.getTime() - plannedAt.getTime() > CATCH_UP_AFTER_MS };
}
