import { SECONDS_PER_DAY } from "./date/civil-day";
import { parseDateText } from "./date/date-text";
import { parseEnglishDate } from "./date/parse-english-date";
import { isUtc, locateWall, zoneOffset } from "./date/time-zone";
import { MAX_SCHEDULE_TEXT } from "./sap-cron";

type Refused = { ok: false; reason: string };
type HumanTimeResult = { ok: true; at: Date } | Refused;
type RepeatAtResult = { ok: true; secondOfDay: number } | Refused;
type RepeatIntervalResult = { ok: true; seconds: number } | Refused;

/** Longest accepted `repeatInterval`: 100 years of 365 days, in seconds. */
const MAX_INTERVAL_SECONDS = 100 * 365 * SECONDS_PER_DAY;

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: SECONDS_PER_DAY,
  week: 7 * SECONDS_PER_DAY,
  month: 30 * SECONDS_PER_DAY,
  year: 365 * SECONDS_PER_DAY,
};
const CLOCK = /^(?:at )?(\d{1,2})(?:[.:](\d{2})(?:[.:](\d{2}))?)?(?: ?([ap])\.?m\.?)?$/i;
const NOT_A_CLOCK = "must be a time of day such as '4.40pm', '18:40' or '17.20:30'";

/**
 * The instant a `time` value means (job-scheduling-api 10): English, ISO 8601 or RFC 2822. Wall times
 * without an offset are those of `timeZone`; a clock time already past today means tomorrow.
 */
export function parseHumanTime(text: string, now: Date, timeZone = "UTC"): HumanTimeResult {
  const tooLong = refuseLength(text);
  if (tooLong) return tooLong;
  const plain = text.trim();
  if (plain === "") return { ok: false, reason: "must not be empty" };
  if (plain.toLowerCase() === "now") return { ok: true, at: now };
  const date = parseDateText(plain);
  if (!date.ok) return parseEnglishDate(plain, { now, timeZone });
  if (date.hasOffset || isUtc(timeZone)) return { ok: true, at: date.at };
  const wall = Math.floor(date.at.getTime() / 1000);
  return { ok: true, at: new Date(locateWall(timeZone, wall).first * 1000) };
}

/**
 * The daily time of a `repeatAt` value in seconds after midnight of `timeZone`: a clock time, or an
 * ISO 8601 or RFC 2822 date of which only the time of day counts.
 */
export function parseRepeatAt(text: string, timeZone = "UTC"): RepeatAtResult {
  const tooLong = refuseLength(text);
  if (tooLong) return tooLong;
  const plain = text.trim().replace(/\s+/g, " ");
  if (plain.toLowerCase() === "midnight") return { ok: true, secondOfDay: 0 };
  if (plain.toLowerCase() === "noon") return { ok: true, secondOfDay: SECONDS_PER_DAY / 2 };
  const secondOfDay = parseClock(plain) ?? timeOfDate(plain, timeZone);
  return secondOfDay === null ? { ok: false, reason: NOT_A_CLOCK } : { ok: true, secondOfDay };
}

/** Seconds of a `repeatInterval`: `<integer> <unit>`; a month counts 30 days and a year 365. */
export function parseRepeatInterval(text: string): RepeatIntervalResult {
  const tooLong = refuseLength(text);
  if (tooLong) return tooLong;
  const match = /^(\d{1,12}) ?(second|minute|hour|day|week|month|year)s?$/i.exec(
    text.trim().replace(/\s+/g, " "),
  );
  if (!match) {
    return {
      ok: false,
      reason:
        "must be a whole number and a unit (seconds, minutes, hours, days, weeks, months or years) such as '5 minutes'",
    };
  }
  const seconds = Number(match[1]) * (UNIT_SECONDS[(match[2] ?? "").toLowerCase()] ?? 0);
  if (seconds < 1) return { ok: false, reason: "must be at least 1 second" };
  if (seconds > MAX_INTERVAL_SECONDS) return { ok: false, reason: "must not exceed 100 years" };
  return { ok: true, seconds };
}

function parseClock(text: string): number | null {
  const match = CLOCK.exec(text);
  if (!match) return null;
  const [, hourText, minuteText, secondText, meridiem] = match;
  if (minuteText === undefined && meridiem === undefined) return null;
  const hour = Number(hourText);
  const minute = Number(minuteText ?? 0);
  const second = Number(secondText ?? 0);
  if (minute > 59 || second > 59) return null;
  if (meridiem === undefined) return hour > 23 ? null : hour * 3600 + minute * 60 + second;
  if (hour < 1 || hour > 12) return null;
  const shift = meridiem.toLowerCase() === "p" ? 12 : 0;
  return ((hour % 12) + shift) * 3600 + minute * 60 + second;
}

function timeOfDate(text: string, timeZone: string): number | null {
  const date = parseDateText(text);
  if (!date.ok || !date.hasTime) return null;
  const epoch = Math.floor(date.at.getTime() / 1000);
  const wall = date.hasOffset && !isUtc(timeZone) ? epoch + zoneOffset(timeZone, epoch) : epoch;
  return wall - Math.floor(wall / SECONDS_PER_DAY) * SECONDS_PER_DAY;
}

function refuseLength(text: string): Refused | null {
  if (text.length <= MAX_SCHEDULE_TEXT) return null;
  return { ok: false, reason: `must not be longer than ${MAX_SCHEDULE_TEXT} characters` };
}
