import { formatSpan } from "./gaps-words";

/** What kind of a start is missing: ticks left out, one that came late, a job that fell silent, a run that cannot start. */
export const GAP_KINDS = ["waiting", "missed", "late", "silent"] as const;
export type GapKind = (typeof GAP_KINDS)[number];

/** Something that did not happen when it should have. */
export interface Gap {
  readonly kind: GapKind;
  readonly definition: string;
  readonly definitionId: string;
  readonly schedule: string | null;
  /** A run that shows it: the late one, the one that waits, the first of those left out. */
  readonly run: string | null;
  /** Ticks that did not become runs. */
  readonly ticks: number;
  /** The reference: when it should have happened, the first time of several. */
  readonly plannedAt: Date | null;
  /** The last of several ticks, or when the late start came. */
  readonly until: Date | null;
  /** How far behind the reference it is or was. */
  readonly lateMs: number | null;
  /** Why, in a sentence. */
  readonly text: string;
}

interface Subject {
  readonly definition: string;
  readonly definitionId: string;
}

/** A row that stands for one tick, or for many, that was left out. */
export interface MissedTick extends Subject {
  readonly id: string;
  readonly schedule: string | null;
  readonly plannedAt: Date;
  readonly submittedAt: Date;
  readonly reason: string;
}

const MANY = /^MISSED_OUTAGE: (\d{1,9}) ticks from (\S+) to (\S+)$/;

/**
 * The ticks an outage left out, one gap for each schedule and outage. The rows of one recovery have one time of
 * submission; a row whose reason counts further ticks stands for all of them.
 */
export function missedGaps(rows: readonly MissedTick[]): Gap[] {
  const groups = new Map<string, MissedTick[]>();
  for (const row of rows) {
    const key = `${row.schedule ?? row.definitionId} ${row.submittedAt.getTime()}`;
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].flatMap(missedGap);
}

function missedGap(rows: readonly MissedTick[]): Gap[] {
  const inOrder = [...rows].sort((a, b) => a.plannedAt.getTime() - b.plannedAt.getTime());
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) return [];
  let [ticks, plannedAt] = [0, first.plannedAt];
  for (const { reason } of rows) {
    const [, count, from] = MANY.exec(reason) ?? [];
    ticks += count === undefined ? 1 : Number(count);
    if (from !== undefined && new Date(from) < plannedAt) plannedAt = new Date(from);
  }
  const { definition, definitionId, schedule, id, submittedAt } = first;
  const what = ticks === 1 ? "One tick was" : `${ticks} ticks were`;
  const text = `${what} left out: the engine did not run for 20 minutes or more, so only the latest tick was made up for.`;
  return [
    {
      ...{ kind: "missed", definition, definitionId, schedule, run: id, ticks, plannedAt, text },
      until: last.plannedAt,
      lateMs: submittedAt.getTime() - plannedAt.getTime(),
    },
  ];
}

/** A run of a schedule that began after its tick by more than is allowed, or has not begun yet. */
export interface LateStart extends Subject {
  readonly id: string;
  readonly schedule: string | null;
  readonly plannedAt: Date;
  /** Null while it has not begun. */
  readonly startedAt: Date | null;
  /** The outage whose tick it makes up for is named by its reason. */
  readonly reason: string | null;
}

/** What is said of a late start. Starts before their time are never late (rule of background-jobs D). */
export function lateGap(start: LateStart, now: Date): Gap {
  const { definition, definitionId, schedule, id, plannedAt, startedAt, reason } = start;
  const lateMs = (startedAt ?? now).getTime() - plannedAt.getTime();
  const why = reason === "CATCH_UP" ? " It made up for a tick missed in an outage." : "";
  const text =
    startedAt === null
      ? `It should have begun ${formatSpan(lateMs)} ago and has not begun.${why}`
      : `It began ${formatSpan(lateMs)} after its planned time.${why}`;
  return {
    ...{ kind: "late", definition, definitionId, schedule, run: id, plannedAt, lateMs, text },
    ...{ ticks: 0, until: startedAt },
  };
}

/** How often a job usually begins, and when it last did. */
export interface JobRhythm extends Subject {
  readonly lastStartedAt: Date;
  /** Half of the pauses between its starts were not longer. */
  readonly usualMs: number;
  readonly longestMs: number;
  /** When an active schedule of it is due next. */
  readonly nextRunAt: Date | null;
}

/**
 * The gap of a job that has not begun for more than `times` its usual pause and for longer than ever in the time looked
 * at, so that a quiet weekend is none; null for all others. The reference is its last start and the usual pause.
 */
export function silentGap(
  job: JobRhythm,
  { now, times }: { now: Date; times: number },
): Gap | null {
  const { definition, definitionId, lastStartedAt, usualMs, longestMs, nextRunAt } = job;
  const pauseMs = now.getTime() - lastStartedAt.getTime();
  if (usualMs <= 0 || pauseMs <= Math.max(times * usualMs, longestMs)) return null;
  const rhythm = `It usually begins every ${formatSpan(usualMs)} and never paused longer than ${formatSpan(longestMs)}, but has not begun for ${formatSpan(pauseMs)}.`;
  const next =
    nextRunAt === null
      ? "No active schedule of it has a start ahead."
      : nextRunAt > now
        ? `Its schedule starts it next in ${formatSpan(nextRunAt.getTime() - now.getTime())}.`
        : "Its schedule is due: see whether the engine runs.";
  const plannedAt = new Date(lastStartedAt.getTime() + usualMs);
  return {
    ...{ kind: "silent", definition, definitionId, plannedAt, text: `${rhythm} ${next}` },
    ...{ schedule: null, run: null, ticks: 0, until: null },
    lateMs: now.getTime() - plannedAt.getTime(),
  };
}

/** Gaps as they are listed: by kind, what is furthest behind first. */
export function inOrderOfGravity(gaps: readonly Gap[]): Gap[] {
  const rank = ({ kind }: Gap) => GAP_KINDS.indexOf(kind);
  return [...gaps].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (b.lateMs ?? 0) - (a.lateMs ?? 0) ||
      a.definition.localeCompare(b.definition),
  );
}
