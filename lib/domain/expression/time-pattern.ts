import {
  civilDate,
  dayNumber,
  SECONDS_PER_DAY,
  weekdayOf,
} from "@/lib/domain/schedule/date/civil-day";
import { zoneOffset } from "@/lib/domain/schedule/date/time-zone";

interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Monday 0 to Sunday 6. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** Names are English whatever the machine speaks, so that an expression gives the same everywhere. */
const TOKENS: Readonly<Record<string, (wall: WallClock) => string>> = {
  yyyy: ({ year }) => padded(year, 4),
  yy: ({ year }) => padded(year % 100, 2),
  M: ({ month }) => String(month),
  MM: ({ month }) => padded(month, 2),
  MMM: ({ month }) => monthName(month).slice(0, 3),
  MMMM: ({ month }) => monthName(month),
  d: ({ day }) => String(day),
  dd: ({ day }) => padded(day, 2),
  EEE: ({ weekday }) => weekdayName(weekday).slice(0, 3),
  EEEE: ({ weekday }) => weekdayName(weekday),
  H: ({ hour }) => String(hour),
  HH: ({ hour }) => padded(hour, 2),
  h: ({ hour }) => String(hour % 12 || 12),
  hh: ({ hour }) => padded(hour % 12 || 12, 2),
  a: ({ hour }) => (hour < 12 ? "AM" : "PM"),
  m: ({ minute }) => String(minute),
  mm: ({ minute }) => padded(minute, 2),
  s: ({ second }) => String(second),
  ss: ({ second }) => padded(second, 2),
  SSS: ({ millisecond }) => padded(millisecond, 3),
};

/** Quoted text, `''` for a quote, runs of one letter, and everything else as it is. */
const PIECES = /'(?:[^']|'')*'(?!')|([A-Za-z])\1*|[^A-Za-z']+|'/g;

/** The first thing a time pattern cannot hold, its position counted from 1; null for a good pattern. */
export function timePatternProblem(pattern: string): { position: number; reason: string } | null {
  for (const { 0: piece, 1: letter, index } of pattern.matchAll(PIECES)) {
    if (piece === "'") {
      return { position: index + 1, reason: "The quoted text in the pattern has no end." };
    }
    if (letter !== undefined && !Object.hasOwn(TOKENS, piece)) {
      const reason = `The pattern knows no "${piece.slice(0, 20)}". It knows ${Object.keys(TOKENS).join(", ")}; other letters stand in quotes.`;
      return { position: index + 1, reason };
    }
  }
  return null;
}

/** An instant by a pattern without problems, such as `yyyy-MM-dd`, on the clock of a valid time zone. */
export function formatByPattern(at: Date, pattern: string, timeZone: string): string {
  const wall = wallClock(at, timeZone);
  return pattern.replace(PIECES, (piece) => {
    const token = Object.hasOwn(TOKENS, piece) ? TOKENS[piece] : undefined;
    if (token !== undefined) return token(wall);
    if (piece === "''") return "'";
    return piece.startsWith("'") ? piece.slice(1, -1).replaceAll("''", "'") : piece;
  });
}

function wallClock(at: Date, timeZone: string): WallClock {
  const epochSecond = Math.floor(at.getTime() / 1000);
  const wall = epochSecond + zoneOffset(timeZone, epochSecond);
  const days = Math.floor(wall / SECONDS_PER_DAY);
  const second = wall - days * SECONDS_PER_DAY;
  const date = civilDate(days);
  return {
    ...date,
    weekday: weekdayOf(dayNumber(date)),
    hour: Math.floor(second / 3600),
    minute: Math.floor((second % 3600) / 60),
    second: second % 60,
    millisecond: at.getTime() - epochSecond * 1000,
  };
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

function monthName(month: number): string {
  return MONTHS[month - 1] ?? "";
}

function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday] ?? "";
}
