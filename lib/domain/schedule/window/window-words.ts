import { civilDate } from "../date/civil-day";
import { ordinalSuffix } from "../date/format-token";
import { joinNumbers, joinWords } from "../text/word-list";
import type { TimeWindow, WindowElement } from "../time-window";
import { dayOfIsoDate } from "./iso-date";
import { WEEKDAY_NAMES, WEEKDAYS, type Weekday } from "./weekday";

const MONTH_NAMES =
  "January February March April May June July August September October November December".split(
    " ",
  );
const FROM_END = 1000;
/** More dates than this are counted instead of named. */
const MAX_NAMED_DATES = 4;

/** A window in words, one line per element: `Monday to Friday, 08:00 to 18:00`. */
export function describeWindow(window: TimeWindow): string[] {
  if (window.elements.length === 0) return ["always closed"];
  return window.elements.map(describeElement);
}

/** One element in words: its days, then its time of day. */
export function describeElement(element: WindowElement): string {
  const { weekdays, days, months, dates } = element;
  if ([weekdays, days, months, dates].some((list) => list?.length === 0)) return "never";
  return `${describeDays(element)}, ${describeTime(element)}`;
}

/** A restriction to days: how it names them, and how it reads after "if it is". */
interface DayText {
  readonly text: string;
  readonly condition: string;
}

/** The narrowest restriction names the days, the others follow as conditions. */
function describeDays(element: WindowElement): string {
  const [named, ...others] = dayTexts(element);
  const { months } = element;
  const isCountedInMonth = element.days !== undefined && element.dates === undefined;
  const inMonth = months
    ? ` ${isCountedInMonth ? "of" : "in"} ${monthNames(months)}`
    : isCountedInMonth
      ? " of the month"
      : "";
  const conditions = joinWords(others.map((other) => other.condition));
  const onlyIf = conditions === "" ? "" : `, if it is ${conditions}`;
  return `${named?.text ?? "every day"}${inMonth}${onlyIf}`;
}

function dayTexts({ dates, days, weekdays, workday }: WindowElement): DayText[] {
  const texts: DayText[] = [];
  if (dates) texts.push({ text: datesText(dates), condition: "" });
  if (days) {
    const text = daysOfMonth(days);
    texts.push({ text, condition: `the ${text} of the month` });
  }
  if (weekdays && new Set(weekdays).size < 7) {
    const indexes = ascending(weekdays);
    const condition = joinWords(
      indexes.map((index) => `a ${nameOf(index)}`),
      "or",
    );
    texts.push({ text: joinNumbers(indexes, nameOf), condition });
  }
  if (workday) texts.push({ text: "workdays", condition: "a workday" });
  return texts;
}

function describeTime({ from = "00:00", to = "24:00" }: WindowElement): string {
  const end = to === "00:00" ? "24:00" : to;
  if (from === "00:00" && end === "24:00") return "all day";
  return end > from ? `${from} to ${end}` : `${from} to ${end} the next day`;
}

function ascending(weekdays: readonly Weekday[]): number[] {
  return WEEKDAYS.flatMap((weekday, index) => (weekdays.includes(weekday) ? [index] : []));
}

function nameOf(index: number): string {
  return WEEKDAY_NAMES[WEEKDAYS[index] ?? "mon"];
}

function monthNames(months: readonly number[]): string {
  const ascendingMonths = [...new Set(months)].sort((a, b) => a - b);
  return joinNumbers(ascendingMonths, (month) => MONTH_NAMES[month - 1] ?? "");
}

/** Without the month: `1st to 5th and last day`. The 31st is the last day of a shorter month. */
function daysOfMonth(days: readonly number[]): string {
  const distinct = [...new Set(days.map((day) => (day === 31 ? -1 : day)))];
  // Days from the end stand far behind the others and apart, so that no run of numbers is made of them.
  const places = distinct.map((day) => (day > 0 ? day : FROM_END + 2 * day));
  const name = (place: number) =>
    place > 31 ? dayFromEnd((place - FROM_END) / 2) : ordinal(place);
  return `${joinNumbers(
    places.sort((a, b) => a - b),
    name,
  )} day`;
}

function dayFromEnd(day: number): string {
  if (day === -1) return "last";
  return day === -2 ? "second-to-last" : `${ordinal(-day)}-to-last`;
}

function ordinal(value: number): string {
  return `${value}${ordinalSuffix(value)}`;
}

function datesText(dates: readonly string[]): string {
  const ascendingDates = [...new Set(dates)].sort();
  const named = ascendingDates.slice(0, MAX_NAMED_DATES).map(dateText);
  const more = ascendingDates.length - named.length;
  return joinWords(
    more === 0 ? named : [...named, `${more} more ${more === 1 ? "date" : "dates"}`],
  );
}

function dateText(date: string): string {
  const dayCount = dayOfIsoDate(date);
  if (dayCount === null) return date;
  const { year, month, day } = civilDate(dayCount);
  return `${day} ${MONTH_NAMES[month - 1] ?? ""} ${year}`;
}
