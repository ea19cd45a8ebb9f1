import { en } from "chrono-node";
import { civilDate, dayNumber, SECONDS_PER_DAY, weekdayOf } from "./civil-day";
import { instantInRange } from "./date-parts";
import { isUtc, locateWall, zoneOffset } from "./time-zone";

type EnglishDateResult = { ok: true; at: Date } | { ok: false; reason: string };

const NOT_UNDERSTOOD =
  "is not a time that can be understood; write for example 'in 2 hours', 'tomorrow at 4pm', 'Friday at 2am' or '2027-03-01 04:30'";
const WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
const PARTS_OF_DAY = ["tonight", "morning", "afternoon", "evening", "noon", "midnight"];
const DOTTED_CLOCK =
  /(?<![\d.:])(\d{1,2})\.([0-5]\d)(?:[.:]([0-5]\d))?(?=\s*(?:[ap]m\b|$)|\s+(?:today|tonight|tomorrow|on|next)\b)/gi;
const NEXT_WEEK_DAY = /\bnext week,? (?:on )?([a-z]+day)\b/i;
/** Numeric dates that a reader may take day first or month first, and spans instead of instants. */
const AMBIGUOUS = /\d\/\d|\bthis (?:week|month|year)\b|^\d{1,2}[-.]\d{1,2}[-.]\d{2,4}\b/i;

interface Moment {
  readonly now: Date;
  readonly timeZone: string;
}

/**
 * Reads an English expression such as `next week monday at 5am`. The whole text must be understood;
 * a clock time already past today means tomorrow unless the day is named, a date without one its midnight.
 */
export function parseEnglishDate(text: string, { now, timeZone }: Moment): EnglishDateResult {
  const offset = isUtc(timeZone) ? 0 : zoneOffset(timeZone, Math.floor(now.getTime() / 1000));
  const wallNow = new Date(now.getTime() + offset * 1000);
  const prepared = prepare(text, wallNow);
  if (prepared === null) return { ok: false, reason: NOT_UNDERSTOOD };
  const found = en.parse(prepared, { instant: wallNow, timezone: "UTC" }, { forwardDate: true });
  const [result] = found;
  if (
    result === undefined ||
    found.length > 1 ||
    result.text.length !== prepared.length ||
    result.end
  ) {
    return { ok: false, reason: NOT_UNDERSTOOD };
  }
  const wall = wallOf(result.start, result.tags());
  if (!Number.isFinite(wall)) return { ok: false, reason: NOT_UNDERSTOOD };
  if (result.tags().has("result/relativeDateAndTime")) return instantInRange(wall - offset * 1000);
  const isFixed = isUtc(timeZone) || result.start.isCertain("timezoneOffset");
  return instantInRange(isFixed ? wall : fromWall(wall, timeZone));
}

type ParsedStart = ReturnType<typeof en.parse>[number]["start"];

/** Milliseconds on the wall clock; NaN for a span such as `this week` that names no day. */
function wallOf(start: ParsedStart, tags: Set<string>): number {
  const isRelative = tags.has("result/relativeDate") || tags.has("casualReference/now");
  if (isRelative || start.isCertain("hour")) return start.date().getTime();
  const hasPartOfDay = PARTS_OF_DAY.some((name) => tags.has(`casualReference/${name}`));
  const namesDay = (["day", "weekday", "month"] as const).some((part) => start.isCertain(part));
  if (!hasPartOfDay && !namesDay) return Number.NaN;
  const [year, month, day] = [start.get("year"), start.get("month"), start.get("day")];
  if (year === null || month === null || day === null) return Number.NaN;
  const hour = hasPartOfDay ? (start.get("hour") ?? 0) : 0;
  return (dayNumber({ year, month, day }) * SECONDS_PER_DAY + hour * 3600) * 1000;
}

/** Rewrites what the English parser does not know, or returns null for what must not be guessed. */
function prepare(text: string, wallNow: Date): string | null {
  const plain = text.trim().replace(/\s+/g, " ");
  if (AMBIGUOUS.test(plain) || startsWithImpossibleDate(plain)) return null;
  const clocked = plain
    .replace(/\b([ap])\.m\.?/gi, "$1m")
    .replace(DOTTED_CLOCK, (_, hour, minute, second) =>
      second === undefined ? `${hour}:${minute}` : `${hour}:${minute}:${second}`,
    );
  return clocked.replace(NEXT_WEEK_DAY, (phrase: string, name: string) => {
    const index = WEEKDAY_NAMES.indexOf(name.toLowerCase());
    return index < 0 ? phrase : isoDay(mondayAfter(wallNow) + index);
  });
}

function startsWithImpossibleDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
  if (!match) return /^\d{4}-/.test(text);
  return Number.isNaN(Date.parse(`${match[0]}T00:00:00Z`)) || !isSameDay(match[0]);
}

function isSameDay(isoDate: string): boolean {
  return new Date(`${isoDate}T00:00:00Z`).toISOString().startsWith(isoDate);
}

/** Monday of the calendar week after the one of `wall`. */
function mondayAfter(wall: Date): number {
  const today = Math.floor(wall.getTime() / 1000 / SECONDS_PER_DAY);
  return today - weekdayOf(today) + 7;
}

function isoDay(dayCount: number): string {
  const { year, month, day } = civilDate(dayCount);
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function fromWall(wallMs: number, timeZone: string): number {
  return locateWall(timeZone, Math.floor(wallMs / 1000)).first * 1000;
}
