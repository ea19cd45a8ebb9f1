import { type DateParts, resolveDateParts } from "./date-parts";

/** A date read from ISO 8601 or RFC 2822 text, and which of its parts the text named. */
export type DateTextResult =
  | { ok: true; at: Date; hasOffset: boolean; hasTime: boolean }
  | { ok: false; reason: string };

const ISO_DATES: ReadonlyArray<readonly [RegExp, readonly (keyof DateParts)[]]> = [
  [/^(\d{4})-(\d{2})-(\d{2})$/, ["year", "month", "day"]],
  [/^(\d{4})(\d{2})(\d{2})$/, ["year", "month", "day"]],
  [/^(\d{4})-(\d{2})$/, ["year", "month"]],
  [/^(\d{4})-?W(\d{2})-?([1-7])$/i, ["isoWeekYear", "isoWeek", "isoWeekday"]],
  [/^(\d{4})-?W(\d{2})$/i, ["isoWeekYear", "isoWeek"]],
  [/^(\d{4})-?(\d{3})$/, ["year", "dayOfYear"]],
];
const ISO_TIME =
  /^(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?$/i;
const RFC_2822 =
  /^(?:([a-z]{3}), ?)?(\d{1,2}) ([a-z]{3}) (\d{4}|\d{2}) (\d{2}):(\d{2})(?::(\d{2}))?(?: ([a-z]{1,3}|[+-]\d{4}))?$/i;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const DAYS = "mon tue wed thu fri sat sun".split(" ");
const RFC_ZONE_HOURS: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
};

/** Reads ISO 8601 or RFC 2822; UTC without an offset. Impossible dates are refused, not rolled over. */
export function parseDateText(text: string): DateTextResult {
  const trimmed = text.trim().replace(/[ \t]+/g, " ");
  return parseIso(trimmed) ?? parseRfc2822(trimmed) ?? { ok: false, reason: NOT_A_DATE };
}

const NOT_A_DATE =
  "must be an ISO 8601 or RFC 2822 date such as '2027-03-01 04:30' or 'Mon, 01 Mar 2027 04:30:00 GMT'";

function parseIso(text: string): DateTextResult | null {
  const split = /^([\dW-]+)(?:[T ](.+))?$/i.exec(text);
  if (!split) return null;
  const [, dateText = "", timeText] = split;
  const parts = parseIsoDate(dateText);
  if (parts === null) return null;
  if (timeText === undefined) return resolved(parts, { hasOffset: false, hasTime: false });
  // A time needs a complete date before it.
  if (/^\d{4}-\d{2}$/.test(dateText)) return null;
  const time = ISO_TIME.exec(timeText);
  if (!time) return null;
  const [, hour, minute, second, fraction, offset] = time;
  const offsetMinutes = offset === undefined ? 0 : parseOffset(offset);
  if (offsetMinutes === null) return { ok: false, reason: "names an offset that does not exist" };
  return resolved(
    {
      ...parts,
      hour: Number(hour),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      millisecond: Number((fraction ?? "").padEnd(3, "0").slice(0, 3)),
      offsetMinutes,
    },
    { hasOffset: offset !== undefined, hasTime: true },
  );
}

function parseIsoDate(text: string): DateParts | null {
  for (const [pattern, keys] of ISO_DATES) {
    const match = pattern.exec(text);
    if (match) return Object.fromEntries(keys.map((key, index) => [key, Number(match[index + 1])]));
  }
  return null;
}

function parseRfc2822(text: string): DateTextResult | null {
  const match = RFC_2822.exec(text);
  if (!match) return null;
  const [, weekday, day, monthName = "", yearText = "", hour, minute, second, zone] = match;
  const month = MONTHS.indexOf(monthName.toLowerCase()) + 1;
  const isoWeekday = weekday === undefined ? undefined : DAYS.indexOf(weekday.toLowerCase()) + 1;
  const offsetMinutes = zone === undefined ? 0 : rfcOffset(zone);
  if (month === 0 || isoWeekday === 0) return null;
  if (offsetMinutes === null) return { ok: false, reason: "names an offset that does not exist" };
  return resolved(
    {
      year:
        yearText.length === 2
          ? Number(yearText) + (yearText < "50" ? 2000 : 1900)
          : Number(yearText),
      month,
      day: Number(day),
      ...(isoWeekday === undefined ? {} : { isoWeekday }),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second ?? 0),
      offsetMinutes,
    },
    { hasOffset: zone !== undefined, hasTime: true },
  );
}

function resolved(
  parts: DateParts,
  found: { hasOffset: boolean; hasTime: boolean },
): DateTextResult {
  const result = resolveDateParts(parts);
  return result.ok ? { ...result, ...found } : result;
}

function rfcOffset(zone: string): number | null {
  const hours = RFC_ZONE_HOURS[zone.toLowerCase()];
  return hours === undefined ? parseOffset(zone) : hours * 60;
}

/** Minutes ahead of UTC of `Z`, `+hh`, `+hhmm` or `+hh:mm`; null when it is no offset. */
export function parseOffset(text: string): number | null {
  if (text.toUpperCase() === "Z") return 0;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (!match) return null;
  const [, sign, hours, minutes = "0"] = match;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
