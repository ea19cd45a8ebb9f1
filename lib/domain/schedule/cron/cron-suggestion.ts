import { WEEKDAYS } from "./cron-term";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const LINUX_DAYS = "sun mon tue wed thu fri sat sun".split(" ");

/**
 * The seven-field expression that was probably meant by one with five or six fields (a forgotten
 * field, Linux cron, or seconds-first cron), null when no reading is likely. `isValid` parses.
 */
export function suggestCron(
  fields: readonly string[],
  isValid: (text: string) => boolean,
): string | null {
  const candidates =
    fields.length === 6 ? sixFieldReadings(fields) : fields.length === 5 ? [fromLinux(fields)] : [];
  return candidates.find((text) => text !== null && isValid(text)) ?? null;
}

function sixFieldReadings(fields: readonly string[]): Array<string | null> {
  const [second = "", ...linux] = fields;
  const secondsFirst = linuxTail(linux, second);
  const missingField = [3, 0, 1, 2].map((at) => inserted(fields, at, "*"));
  const missingSecond = inserted(fields, 6, "0");
  // An unrestricted last field reads as the weekday of seconds-first cron rather than as "every second".
  return fields[5] === "*" || fields[5] === "?"
    ? [secondsFirst, ...missingField]
    : [...missingField, missingSecond, secondsFirst];
}

function inserted(fields: readonly string[], at: number, value: string): string {
  return [...fields.slice(0, at), value, ...fields.slice(at)].join(" ");
}

function fromLinux(fields: readonly string[]): string | null {
  return linuxTail(fields, "0");
}

function linuxTail(fields: readonly string[], second: string): string | null {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const seconds = clockField(second, 59);
  const minutes = clockField(minute, 59);
  const hours = clockField(hour, 23);
  const days = dateField(day, 31, []);
  const months = dateField(month, 12, MONTHS);
  const weekdays = weekdayField(weekday);
  const parts = ["*", months, days, weekdays, hours, minutes, seconds];
  if (parts.includes(null)) return null;
  // Linux fires on either of two restricted day fields, which one seven-field expression cannot say.
  return days !== "*" && weekdays !== "*" ? null : parts.join(" ");
}

function clockField(text: string, max: number): string | null {
  return mapParts(text, (part) => {
    const open = /^(\d{1,2})\/(\d{1,2})$/.exec(part);
    return open ? `${open[1]}:${max}/${open[2]}` : part.replace("-", ":");
  });
}

function dateField(text: string, max: number, names: readonly string[]): string | null {
  if (text.toUpperCase() === "L" && max === 31) return "-1";
  return mapParts(text, (part) => {
    const named = part.toLowerCase().replace(/[a-z]{3}/g, (name) => {
      const index = names.indexOf(name);
      return index < 0 ? name : String(index + 1);
    });
    // Linux counts steps from 1; the seven-field dialect takes multiples.
    return named.replace(/^\*\/(?=\d+$)/, `1:${max}/`).replace("-", ":");
  });
}

function weekdayField(text: string): string | null {
  return mapParts(text, (part) => {
    const named = part.toLowerCase().replace(/\d/g, (digit) => LINUX_DAYS[Number(digit)] ?? digit);
    const [from = "", to] = named.split("-");
    return to === undefined ? named : weekdayRange(from, to);
  });
}

function weekdayRange(from: string, to: string): string | null {
  const first = WEEKDAYS.indexOf(from);
  const last = WEEKDAYS.indexOf(to);
  if (first < 0 || last < 0) return null;
  if (first <= last) return `${from}:${to}`;
  return [...WEEKDAYS.slice(0, last + 1), ...WEEKDAYS.slice(first)].join(",");
}

function mapParts(text: string, convert: (part: string) => string | null): string | null {
  if (text === "?" || text === "*") return "*";
  const parts = text.split(",").map(convert);
  return parts.includes(null) ? null : parts.join(",");
}
