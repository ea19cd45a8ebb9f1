/** An execution as the load report needs it; `endedAt` of one that runs is the instant of the report. */
export interface BusySpan {
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** What happened within one hour of UTC. */
export interface HourLoad {
  readonly hour: Date;
  /** Slot time used within the hour, in milliseconds: two executions side by side count twice. */
  readonly busyMs: number;
  /** Most executions at one moment of the hour; null where only sums are known. */
  readonly peak: number | null;
  /** Executions that began within the hour; where only sums are known, those that ended within it. */
  readonly runs: number;
}

/** A stretch of time; the first instant is inside, the last is not. */
export interface LoadPeriod {
  readonly from: Date;
  readonly until: Date;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Executions up to this length are the short ones (BACKGROUND_JOB_ANALYSIS, background-jobs A8). */
export const SHORT_RUN_MS = 5 * 60_000;

/** The beginning of the hour of UTC an instant lies in. */
export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}

/**
 * The load of each hour of a period that begins with a full hour; the last hour may be cut. An execution that ends at
 * the instant another begins is not beside it; one without a length counts as a millisecond, so that it is seen.
 */
export function loadByHour(spans: readonly BusySpan[], period: LoadPeriod): HourLoad[] {
  const first = period.from.getTime();
  const end = period.until.getTime();
  const count = Math.max(0, Math.ceil((end - first) / HOUR_MS));
  const busy = new Array<number>(count).fill(0);
  const runs = new Array<number>(count).fill(0);
  const changes: Change[] = [];
  for (const span of spans) {
    const startedAt = span.startedAt.getTime();
    const endedAt = Math.max(span.endedAt.getTime(), startedAt + 1);
    const [from, until] = [Math.max(startedAt, first), Math.min(endedAt, end)];
    if (from >= until) continue;
    if (startedAt >= first) add(runs, Math.floor((startedAt - first) / HOUR_MS), 1);
    for (let hour = Math.floor((from - first) / HOUR_MS); first + hour * HOUR_MS < until; hour++) {
      const begin = first + hour * HOUR_MS;
      add(busy, hour, Math.min(until, begin + HOUR_MS) - Math.max(from, begin));
    }
    changes.push({ at: from, by: 1 }, { at: until, by: -1 });
  }
  const peaks = peaksByHour(changes, { first, count });
  return busy.map((busyMs, index) => ({
    hour: new Date(first + index * HOUR_MS),
    busyMs,
    peak: peaks[index] ?? 0,
    runs: runs[index] ?? 0,
  }));
}

interface Change {
  readonly at: number;
  readonly by: 1 | -1;
}

/** The highest sum of the changes within each hour, what was under way at its beginning included. */
function peaksByHour(
  changes: readonly Change[],
  { first, count }: { first: number; count: number },
): number[] {
  // Of two at one instant the end comes first.
  const inOrder = [...changes].sort((a, b) => a.at - b.at || a.by - b.by);
  const peaks: number[] = [];
  let current = 0;
  let next = 0;
  const apply = (until: number, each: () => void) => {
    for (let change = inOrder[next]; change && change.at < until; change = inOrder[next]) {
      current += change.by;
      next += 1;
      each();
    }
  };
  for (let hour = 0; hour < count; hour++) {
    const begin = first + hour * HOUR_MS;
    apply(begin + 1, () => undefined);
    let peak = current;
    apply(begin + HOUR_MS, () => {
      peak = Math.max(peak, current);
    });
    peaks.push(peak);
  }
  return peaks;
}

function add(values: number[], index: number, by: number): void {
  values[index] = (values[index] ?? 0) + by;
}

/** How many executions are short and how many are not, with the time of each kind. */
export interface LengthSplit {
  readonly shortRuns: number;
  readonly shortMs: number;
  readonly longRuns: number;
  readonly longMs: number;
}

/** Divides executions at five minutes of their whole length, whatever part of it lies in the period. */
export function splitByLength(spans: readonly BusySpan[]): LengthSplit {
  const split = { shortRuns: 0, shortMs: 0, longRuns: 0, longMs: 0 };
  for (const { startedAt, endedAt } of spans) {
    const ms = Math.max(0, endedAt.getTime() - startedAt.getTime());
    if (ms <= SHORT_RUN_MS) {
      split.shortRuns += 1;
      split.shortMs += ms;
    } else {
      split.longRuns += 1;
      split.longMs += ms;
    }
  }
  return split;
}
