import { AppError } from "@/lib/domain/errors";
import { firstIdAt } from "@/lib/domain/ids";
import {
  type Gap,
  inOrderOfGravity,
  type LateStart,
  lateGap,
  missedGaps,
  silentGap,
} from "@/lib/domain/report/gaps";
import { DAY_MS, type LoadPeriod } from "@/lib/domain/report/load-hours";
import { listRuns } from "@/lib/queries/runs/list-runs";
import { authorise, type Context } from "@/lib/services/context";
import { selectLateStarts, selectMissedTicks, selectSilentJobs } from "@/lib/store/gap-reads";
import { tenantIdsOf } from "@/lib/store/run-reads";

export interface GapsRequest {
  /** A week before the end when it is left out. */
  from?: Date | undefined;
  /** Not later than now, which it is when it is left out. */
  to?: Date | undefined;
  /** A start is late from here on. */
  lateSeconds?: number | undefined;
  /** So many times its usual pause a job may be silent. */
  times?: number | undefined;
}

/** What did not happen when it should have, the gravest first. */
export interface GapsReport {
  period: LoadPeriod;
  /** What was not looked at, in sentences. */
  notes: string[];
  items: Gap[];
}

export const MAX_GAP_DAYS = 31;
export const USUAL_LATE_SECONDS = 60;
export const USUAL_TIMES = 3;
const USUAL_DAYS = 7;
/** The pauses of a job are taken from so many days. */
const RHYTHM_DAYS = 28;
/** A job that began in fewer hours than this has no rhythm yet. */
const LEAST_HOURS = 5;
const MOST_SKIPPED = 20_000;
const MOST_RUNS = 100_000;
const PAGE = 5000;
const MOST_OF_A_KIND = 200;

/**
 * Ticks that became no run, starts that came late, jobs silent for longer than usual and runs that cannot start, in the
 * caller's scope. Throws `invalid` for a period that is none.
 */
export async function getGapsReport(ctx: Context, request: GapsRequest = {}): Promise<GapsReport> {
  authorise(ctx, "jobs.read");
  const { lateSeconds = USUAL_LATE_SECONDS, times = USUAL_TIMES } = request;
  const { period, notes } = periodOf(request, ctx.now);
  const tenantIds = await tenantIdsOf(ctx.db.pool, ctx.scope);
  const [missed, late, silent, waiting] = await Promise.all([
    readMissed(ctx, { tenantIds, period, notes }),
    readLate(ctx, { tenantIds, period, notes, lateSeconds }),
    readSilent(ctx, { tenantIds, times }),
    readWaiting(ctx),
  ]);
  return { period, notes, items: inOrderOfGravity([...missed, ...late, ...silent, ...waiting]) };
}

function periodOf({ from, to }: GapsRequest, now: Date): { period: LoadPeriod; notes: string[] } {
  const until = to === undefined || to > now ? now : to;
  const asked = from ?? new Date(until.getTime() - USUAL_DAYS * DAY_MS);
  if (asked >= until)
    throw new AppError("invalid", "'from' must be before 'to' and before now", { field: "from" });
  const earliest = new Date(until.getTime() - MAX_GAP_DAYS * DAY_MS);
  if (asked >= earliest) return { period: { from: asked, until }, notes: [] };
  const notes = [
    `At most ${MAX_GAP_DAYS} days are looked at: narrowed to the time since ${words(earliest)}.`,
  ];
  return { period: { from: earliest, until }, notes };
}

interface Look {
  tenantIds: readonly string[];
  period: LoadPeriod;
  notes: string[];
}

function rangeOf({ tenantIds, period }: Look) {
  const untilId = firstIdAt(new Date(period.until.getTime() + 1));
  return { tenantIds, fromId: firstIdAt(period.from), untilId };
}

async function readMissed(ctx: Context, look: Look): Promise<Gap[]> {
  const request = { ...rangeOf(look), limit: MOST_SKIPPED };
  const { rows, isCut } = await selectMissedTicks(ctx.db.pool, request);
  if (isCut)
    look.notes.push(
      `Of the skipped runs only the newest ${MOST_SKIPPED} were looked through for missed ticks.`,
    );
  return missedGaps(rows);
}

async function readLate(ctx: Context, look: Look & { lateSeconds: number }): Promise<Gap[]> {
  const range = rangeOf(look);
  let found: LateStart[] = [];
  let total = 0;
  for (let read = 0; ; ) {
    const page = await selectLateStarts(ctx.db.pool, {
      ...range,
      ...{ limit: PAGE, now: ctx.now, lateSeconds: look.lateSeconds, most: MOST_OF_A_KIND },
    });
    total += page.rows.length;
    found = latest([...found, ...page.rows], ctx.now);
    read += page.read;
    if (page.olderThan === null) break;
    range.untilId = page.olderThan.id;
    if (read < MOST_RUNS) continue;
    look.notes.push(
      `There are too many runs for the whole period: late starts are looked for in those submitted since ${words(page.olderThan.submittedAt)}.`,
    );
    break;
  }
  if (total > found.length)
    look.notes.push(`Of the late starts the ${MOST_OF_A_KIND} with the longest delay are listed.`);
  return found.map((start) => lateGap(start, ctx.now));
}

/** The starts with the longest delay. */
function latest(starts: readonly LateStart[], now: Date): LateStart[] {
  const delay = ({ startedAt, plannedAt }: LateStart) =>
    (startedAt ?? now).getTime() - plannedAt.getTime();
  return [...starts].sort((a, b) => delay(b) - delay(a)).slice(0, MOST_OF_A_KIND);
}

async function readSilent(
  ctx: Context,
  { tenantIds, times }: { tenantIds: readonly string[]; times: number },
): Promise<Gap[]> {
  const { now } = ctx;
  const since = new Date(now.getTime() - RHYTHM_DAYS * DAY_MS);
  const rows = await selectSilentJobs(ctx.db.pool, {
    ...{ tenantIds, since, now, times },
    ...{ leastHours: LEAST_HOURS, limit: MOST_OF_A_KIND },
  });
  return rows.flatMap((row) => silentGap(row, { now, times }) ?? []);
}

/** Runs that missed their time window or start and go on only when somebody acts. */
async function readWaiting(ctx: Context): Promise<Gap[]> {
  const page = await listRuns(
    ctx,
    { state: ["Overdue", "Never"], limit: MOST_OF_A_KIND },
    { members: "without-steps" },
  );
  return page.items.map((run): Gap => {
    const plannedAt = new Date(run.plannedAt ?? run.startAt);
    const { definition, definitionId, schedule, id, explanation: text } = run;
    return {
      ...{ kind: "waiting", definition, definitionId, schedule, run: id, plannedAt, text },
      ...{ ticks: 0, until: null },
      lateMs: Math.max(0, ctx.now.getTime() - plannedAt.getTime()),
    };
  });
}

function words(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
