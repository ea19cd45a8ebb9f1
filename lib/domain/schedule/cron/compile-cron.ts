import { CRON_LIMITS, type CronFieldName, type CronTerm } from "./cron-term";

/** The terms of a seven-field expression, by field. */
export type CronTerms = Readonly<Record<CronFieldName, readonly CronTerm[]>>;

/** A parsed seven-field expression, plain data, with the tables that make the next time cheap. */
export interface SapCron {
  /** The expression with single blanks between the fields. */
  readonly text: string;
  readonly terms: CronTerms;
  /** Matching values, ascending. */
  readonly months: readonly number[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  /** Bit d-1 is set when day d matches, by `monthKind` (length of month and weekday of its first). */
  readonly dayMasks: readonly number[];
  /** Bit `yearKind` is set when a year of that kind has a matching day at all. */
  readonly yearKinds: number;
}

const CUMULATIVE_DAYS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

/** Index of a month into `dayMasks`: its length (28 to 31) and the weekday of its first (Monday 0). */
export function monthKind(length: number, firstWeekday: number): number {
  return (length - 28) * 7 + firstWeekday;
}

/** Index of a year into `yearKinds`: leap or not, and the weekday of its 1 January (Monday 0). */
export function yearKind(isLeap: boolean, firstWeekday: number): number {
  return (isLeap ? 7 : 0) + firstWeekday;
}

/** Turns terms into the tables `nextWallTime` works on. Terms are taken as valid. */
export function compileCron(text: string, terms: CronTerms): SapCron {
  const months = fieldValues("Month", terms.Month);
  const dayMasks: number[] = [];
  for (let length = 28; length <= 31; length++) {
    const days = dayMask(terms.Day, length);
    for (let first = 0; first < 7; first++) {
      dayMasks.push(days & weekdayMask(terms.DayOfWeek, length, first));
    }
  }
  return {
    text,
    terms,
    months,
    hours: fieldValues("Hour", terms.Hour),
    minutes: fieldValues("Minute", terms.Minute),
    seconds: fieldValues("Second", terms.Second),
    dayMasks,
    yearKinds: matchingYearKinds(months, dayMasks),
  };
}

/** Values of a field that its terms match, ascending; days counted from the end are left out. */
export function fieldValues(name: CronFieldName, terms: readonly CronTerm[]): number[] {
  const { min, max } = CRON_LIMITS[name];
  const values: number[] = [];
  for (let value = min; value <= max; value++) {
    if (terms.some((term) => termMatches(term, value))) values.push(value);
  }
  return values;
}

function termMatches(term: CronTerm, value: number): boolean {
  if (term.kind === "every") return value % term.step === 0;
  if (term.kind === "nth") return false;
  return value >= term.from && value <= term.to && (value - term.from) % term.step === 0;
}

function dayMask(terms: readonly CronTerm[], length: number): number {
  const fromStart = (day: number) => (day < 0 ? length + 1 + day : day);
  const resolved = terms.map((term) =>
    term.kind === "range" ? { ...term, from: fromStart(term.from), to: fromStart(term.to) } : term,
  );
  let mask = 0;
  for (let day = 1; day <= length; day++) {
    if (resolved.some((term) => termMatches(term, day))) mask |= 1 << (day - 1);
  }
  return mask;
}

function weekdayMask(terms: readonly CronTerm[], length: number, first: number): number {
  let mask = 0;
  for (let day = 1; day <= length; day++) {
    const weekday = ((first + day - 1) % 7) + 1;
    const nth = Math.ceil(day / 7);
    const nthFromEnd = -Math.ceil((length - day + 1) / 7);
    const matches = terms.some((term) =>
      term.kind === "nth"
        ? term.weekday === weekday && (term.nth === nth || term.nth === nthFromEnd)
        : termMatches(term, weekday),
    );
    if (matches) mask |= 1 << (day - 1);
  }
  return mask;
}

function matchingYearKinds(months: readonly number[], dayMasks: readonly number[]): number {
  let kinds = 0;
  for (let kind = 0; kind < 14; kind++) {
    const isLeap = kind >= 7;
    const hasDay = months.some((month) => {
      const leapDay = isLeap && month > 2 ? 1 : 0;
      const first = ((kind % 7) + (CUMULATIVE_DAYS[month - 1] ?? 0) + leapDay) % 7;
      return (dayMasks[monthKind(lengthOf(month, isLeap), first)] ?? 0) !== 0;
    });
    if (hasDay) kinds |= 1 << kind;
  }
  return kinds;
}

function lengthOf(month: number, isLeap: boolean): number {
  if (month === 2) return isLeap ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
