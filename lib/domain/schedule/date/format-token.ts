import type { DateParts } from "./date-parts";
import { parseOffset } from "./date-text";

interface FormatToken {
  readonly pattern: RegExp;
  /** Stores what was read; false when the text has the right shape but no such value. */
  readonly read: (text: string, parts: DateParts) => boolean;
  readonly part: keyof DateParts | "unix";
}

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const SHORT_MONTHS = MONTHS.map((name) => name.slice(0, 3));

/** Parsing tokens of job-scheduling-api 9 but `X` and `x`, matched strictly at the reading position. */
export const FORMAT_TOKENS: Readonly<Record<string, FormatToken>> = {
  YYYY: number("year", /\d{4}/y),
  YY: {
    part: "year",
    pattern: /\d{2}/y,
    read: (text, parts) => {
      parts.year = Number(text) + (Number(text) > 68 ? 1900 : 2000);
      return true;
    },
  },
  Q: number("quarter", /[1-4]/y),
  M: number("month", /\d{1,2}/y),
  MM: number("month", /\d{2}/y),
  MMM: monthName(SHORT_MONTHS),
  MMMM: monthName(MONTHS),
  D: number("day", /\d{1,2}/y),
  DD: number("day", /\d{2}/y),
  Do: {
    part: "day",
    pattern: /\d{1,2}(?:st|nd|rd|th)/iy,
    read: (text, parts) => {
      parts.day = Number.parseInt(text, 10);
      return text.toLowerCase() === `${parts.day}${ordinalSuffix(parts.day)}`;
    },
  },
  DDD: number("dayOfYear", /\d{1,3}/y),
  DDDD: number("dayOfYear", /\d{3}/y),
  gggg: number("localeWeekYear", /\d{4}/y),
  gg: shortWeekYear("localeWeekYear"),
  w: number("localeWeek", /\d{1,2}/y),
  ww: number("localeWeek", /\d{2}/y),
  e: number("localeWeekday", /[0-6]/y),
  GGGG: number("isoWeekYear", /\d{4}/y),
  GG: shortWeekYear("isoWeekYear"),
  W: number("isoWeek", /\d{1,2}/y),
  WW: number("isoWeek", /\d{2}/y),
  E: number("isoWeekday", /[1-7]/y),
  H: number("hour", /\d{1,2}/y),
  HH: number("hour", /\d{2}/y),
  h: number("hour12", /\d{1,2}/y),
  hh: number("hour12", /\d{2}/y),
  a: meridiem(),
  A: meridiem(),
  m: number("minute", /\d{1,2}/y),
  mm: number("minute", /\d{2}/y),
  s: number("second", /\d{1,2}/y),
  ss: number("second", /\d{2}/y),
  S: fraction(/\d/y),
  SS: fraction(/\d{2}/y),
  SSS: fraction(/\d{3}/y),
  Z: offset(),
  ZZ: offset(),
};

/** English suffix of an ordinal number: st, nd, rd or th. */
export function ordinalSuffix(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return "th";
  return ["th", "st", "nd", "rd"][value % 10] ?? "th";
}

type NumberPart = Exclude<keyof DateParts, "meridiem">;

function number(part: NumberPart, pattern: RegExp): FormatToken {
  return {
    part,
    pattern,
    read: (text, parts) => {
      parts[part] = Number(text);
      return true;
    },
  };
}

function shortWeekYear(part: "localeWeekYear" | "isoWeekYear"): FormatToken {
  return {
    part,
    pattern: /\d{2}/y,
    read: (text, parts) => {
      parts[part] = Number(text) + (Number(text) > 68 ? 1900 : 2000);
      return true;
    },
  };
}

function monthName(names: readonly string[]): FormatToken {
  return {
    part: "month",
    pattern: new RegExp(names.join("|"), "iy"),
    read: (text, parts) => {
      parts.month = names.indexOf(text.toLowerCase()) + 1;
      return true;
    },
  };
}

function meridiem(): FormatToken {
  return {
    part: "meridiem",
    pattern: /am|pm/iy,
    read: (text, parts) => {
      parts.meridiem = text.toLowerCase() === "pm" ? "pm" : "am";
      return true;
    },
  };
}

function fraction(pattern: RegExp): FormatToken {
  return {
    part: "millisecond",
    pattern,
    read: (text, parts) => {
      parts.millisecond = Number(text.padEnd(3, "0"));
      return true;
    },
  };
}

function offset(): FormatToken {
  return {
    part: "offsetMinutes",
    pattern: /Z|[+-]\d{2}:?\d{2}/iy,
    read: (text, parts) => {
      const minutes = parseOffset(text);
      parts.offsetMinutes = minutes ?? 0;
      return minutes !== null;
    },
  };
}
