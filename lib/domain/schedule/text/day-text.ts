import { fieldValues, type SapCron } from "../cron/compile-cron";
import type { CronTerm } from "../cron/cron-term";
import { ordinalSuffix } from "../date/format-token";
import { joinNumbers, joinWords } from "./word-list";

const DAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const MONTH_NAMES =
  "January February March April May June July August September October November December".split(
    " ",
  );
const NTH = ["", "first", "second", "third", "fourth", "fifth"];

/** The days of an expression in words, months and years included; exact for every combination. */
export function describeDays(cron: SapCron): string {
  const years = describeYears(cron.terms.Year);
  const single = singleDate(cron);
  if (single !== null) return joinParts(single, years);
  const weekdays = describeWeekdays(cron.terms.DayOfWeek);
  const days = describeDaysOfMonth(cron.terms.Day);
  const months = describeMonths(cron.months);
  if (days === null && weekdays === null) {
    return joinParts(months === null ? "every day" : `every day in ${months}`, years);
  }
  if (days === null) {
    const ofMonth = weekdays?.isNth
      ? ` of ${months ?? "every month"}`
      : months
        ? ` in ${months}`
        : "";
    return joinParts(`${weekdays?.text ?? ""}${ofMonth}`, years);
  }
  const condition = weekdays === null ? "" : `, if it is ${weekdays.condition}`;
  return joinParts(`${days} of ${months ?? "every month"}${condition}`, years);
}

/** `29 February` for one fixed day of one month. */
function singleDate(cron: SapCron): string | null {
  const [term, ...more] = cron.terms.Day;
  const [month, ...otherMonths] = cron.months;
  if (more.length > 0 || otherMonths.length > 0 || month === undefined) return null;
  if (term?.kind !== "range" || term.from !== term.to || term.from < 0) return null;
  if (describeWeekdays(cron.terms.DayOfWeek) !== null) return null;
  return `${term.from} ${MONTH_NAMES[month - 1] ?? ""}`;
}

function joinParts(days: string, years: string | null): string {
  return years === null ? days : `${days} ${years}`;
}

function describeMonths(months: readonly number[]): string | null {
  if (months.length === 12) return null;
  return joinNumbers(months, (month) => MONTH_NAMES[month - 1] ?? "");
}

interface WeekdayText {
  readonly text: string;
  readonly condition: string;
  readonly isNth: boolean;
}

function describeWeekdays(terms: readonly CronTerm[]): WeekdayText | null {
  const plain = fieldValues("DayOfWeek", terms);
  if (plain.length === 7) return null;
  const name = (weekday: number) => DAY_NAMES[weekday - 1] ?? "";
  const ordinals = terms.flatMap((term) =>
    term.kind === "nth" ? [`the ${nthText(term.nth)} ${name(term.weekday)}`] : [],
  );
  if (ordinals.length > 0) {
    const words = plain.map((weekday) => `every ${name(weekday)}`);
    const conditions = [...plain.map((weekday) => `a ${name(weekday)}`), ...ordinals];
    return {
      text: joinWords([...words, ...ordinals]),
      condition: joinWords(conditions, "or"),
      isNth: true,
    };
  }
  const condition = joinWords(
    plain.map((weekday) => `a ${name(weekday)}`),
    "or",
  );
  return { text: `every ${joinNumbers(plain, name)}`, condition, isNth: false };
}

function nthText(nth: number): string {
  if (nth > 0) return NTH[nth] ?? "";
  return nth === -1 ? "last" : `${NTH[-nth] ?? ""}-to-last`;
}

function describeDaysOfMonth(terms: readonly CronTerm[]): string | null {
  const fromStart = fieldValues("Day", terms.filter(isCountedFromStart));
  if (fromStart.length === 31) return null;
  const words = terms.filter((term) => !isCountedFromStart(term)).map(describeEndTerm);
  const days = fromStart.length === 0 ? [] : [`the ${joinNumbers(fromStart, ordinal)}`];
  return joinWords([...days, ...words]);
}

function isCountedFromStart(term: CronTerm): boolean {
  return term.kind === "every" || (term.kind === "range" && term.from > 0 && term.to > 0);
}

function describeEndTerm(term: CronTerm): string {
  if (term.kind !== "range") return "";
  if (term.from === term.to) return `the ${dayText(term.from)} day`;
  const range = `the ${dayText(term.from)} to the ${dayText(term.to)} day`;
  return term.step === 1 ? range : `every ${ordinal(term.step)} day from ${range}`;
}

function dayText(day: number): string {
  if (day > 0) return ordinal(day);
  return day === -1 ? "last" : day === -2 ? "second-to-last" : `${ordinal(-day)}-to-last`;
}

function ordinal(value: number): string {
  return `${value}${ordinalSuffix(value)}`;
}

function describeYears(terms: readonly CronTerm[]): string | null {
  if (terms.some((term) => term.kind === "every" && term.step === 1)) return null;
  return `in ${joinWords(terms.map(describeYearTerm))}`;
}

function describeYearTerm(term: CronTerm): string {
  if (term.kind === "every") return `years divisible by ${term.step}`;
  if (term.kind === "nth") return "";
  if (term.from === term.to) return String(term.from);
  const range = `${term.from} to ${term.to}`;
  return term.step === 1 ? range : `every ${ordinal(term.step)} year from ${range}`;
}
