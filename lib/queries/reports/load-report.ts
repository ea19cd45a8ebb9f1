import { AppError } from "@/lib/domain/errors";
import {
  type BusySpan,
  DAY_MS,
  HOUR_MS,
  type HourLoad,
  hourOf,
  type LengthSplit,
  type LoadPeriod,
  loadByHour,
  splitByLength,
} from "@/lib/domain/report/load-hours";
import {
  type LoadTable,
  type LoadView,
  tableByHourOfDay,
  tableByWeekday,
  tableOverTime,
} from "@/lib/domain/report/load-table";
import { authorise, type Context } from "@/lib/services/context";
import { endedLoadByHour, slotsOfServers } from "@/lib/store/load-reads";
import { tenantIdsOf } from "@/lib/store/run-reads";
import { type LoadRuns, readLoadRuns } from "./load-runs";

export interface LoadRequest {
  view?: LoadView | undefined;
  /** Begins with the hour of this instant; 24 hours before the end when it is left out. */
  from?: Date | undefined;
  /** Not later than now, which it is when it is left out. */
  to?: Date | undefined;
}

/** The load of a period, laid out as a heat map. */
export interface LoadReport extends LoadTable {
  view: LoadView;
  period: LoadPeriod;
  /** Executions one by one, or the hourly sums of those that ended. */
  source: "runs" | "rollup";
  /** What the reader has to know of the period or the figures, in sentences. */
  notes: string[];
  /** Short and long executions by row key and, under "", of all; none where only sums are known. */
  lengths: Map<string, LengthSplit>;
  /** Slots of the process servers that run now, by name. */
  slots: Map<string, number>;
}

/** Longest period whose executions are looked at one by one. */
export const MAX_EXACT_DAYS = 7;
/** Longest period of the sums. */
export const MAX_SUMMED_DAYS = 92;

/**
 * The load of a period. Up to seven days it is exact, from the executions themselves; the views by hour and weekday of
 * longer periods come from the hourly sums. The scope is the caller's; throws `invalid` for a period that is none.
 */
export async function getLoadReport(ctx: Context, request: LoadRequest = {}): Promise<LoadReport> {
  authorise(ctx, "jobs.read");
  const { view = "servers" } = request;
  const { period, notes } = periodOf(request, { view, now: ctx.now });
  const slots = await slotsOfServers(ctx.db.pool);
  const isExact = period.until.getTime() - period.from.getTime() <= MAX_EXACT_DAYS * DAY_MS;
  if (!isExact) return { ...(await summedReport(ctx, { view, period, notes })), slots };
  return { ...exactReport(await readLoadRuns(ctx, period), { view, period, notes }), slots };
}

interface Frame {
  view: LoadView;
  period: LoadPeriod;
  notes: string[];
}

type ReportWithoutSlots = Omit<LoadReport, "slots">;

function exactReport(read: LoadRuns, { view, period: asked, notes }: Frame): ReportWithoutSlots {
  const period = { ...asked, from: read.from };
  if (read.from > asked.from) {
    notes.push(
      `There are too many runs for the whole period: narrowed to the time since ${words(read.from)}.`,
    );
  }
  if (read.isCut) notes.push("Of this hour only the newest runs are counted: there are too many.");
  const byKey = new Map<string, BusySpan[]>();
  for (const run of read.runs) {
    const key = view === "queues" ? run.queue : (run.server ?? "no server");
    const known = byKey.get(key);
    if (known) known.push(run);
    else byKey.set(key, [run]);
  }
  const lengths = new Map([["", splitByLength(read.runs)]]);
  for (const [key, spans] of byKey) lengths.set(key, splitByLength(spans));
  const table = tableOf(view, {
    period,
    whole: () => loadByHour(read.runs, period),
    parts: () => new Map([...byKey].map(([key, spans]) => [key, loadByHour(spans, period)])),
  });
  return { ...table, view, period, source: "runs", notes, lengths };
}

async function summedReport(
  ctx: Context,
  { view, period, notes }: Frame,
): Promise<ReportWithoutSlots> {
  const tenantIds = await tenantIdsOf(ctx.db.pool, ctx.scope);
  const rows = await endedLoadByHour(ctx.db.pool, tenantIds, period);
  const whole: HourLoad[] = rows.map(({ hour, runs, durationMs }) => ({
    ...{ hour, runs, busyMs: durationMs, peak: null },
  }));
  notes.push(
    "Periods of more than seven days come from the hourly sums: an execution counts with its whole length in the hour it ended, and peaks are not known.",
  );
  const table = tableOf(view, { period, whole: () => whole, parts: () => new Map() });
  return { ...table, view, period, source: "rollup", notes, lengths: new Map() };
}

interface Loads {
  period: LoadPeriod;
  whole: () => HourLoad[];
  parts: () => Map<string, HourLoad[]>;
}

function tableOf(view: LoadView, { period, whole, parts }: Loads): LoadTable {
  if (view === "hours") return tableByHourOfDay(whole(), period);
  if (view === "weekdays") return tableByWeekday(whole(), period);
  return tableOverTime(parts(), period);
}

/** The hours that are looked at, with what was asked for and is not shown. */
function periodOf(
  { from, to }: LoadRequest,
  { view, now }: { view: LoadView; now: Date },
): { period: LoadPeriod; notes: string[] } {
  const until = to === undefined || to > now ? now : to;
  const asked = from ?? new Date(until.getTime() - DAY_MS);
  if (asked >= until)
    throw new AppError("invalid", "'from' must be before 'to' and before now", { field: "from" });
  const days = view === "servers" || view === "queues" ? MAX_EXACT_DAYS : MAX_SUMMED_DAYS;
  const earliest = new Date(until.getTime() - days * DAY_MS);
  if (asked >= earliest) return { period: { from: beginOf(asked, earliest), until }, notes: [] };
  const begin = new Date(hourOf(earliest).getTime() + HOUR_MS);
  const reason = `By ${view === "servers" ? "server" : view === "queues" ? "queue" : "hour"} at most ${days} days are shown: narrowed to the time since ${words(begin)}.`;
  return { period: { from: begin, until }, notes: [reason] };
}

/** The full hour before an instant, or the one after where that would be too early. */
function beginOf(at: Date, earliest: Date): Date {
  const begin = hourOf(at);
  return begin >= earliest ? begin : new Date(begin.getTime() + HOUR_MS);
}

function words(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
