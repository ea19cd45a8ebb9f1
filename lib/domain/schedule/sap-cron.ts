import { compileCron, type SapCron } from "./cron/compile-cron";
import { suggestCron } from "./cron/cron-suggestion";
import {
  CRON_FIELD_NAMES,
  type CronFieldName,
  type CronTerm,
  parseCronField,
} from "./cron/cron-term";
import { countWallTimes, nextWallTime } from "./cron/cron-wall-time";
import { countZonedTimes, nextZonedTime } from "./cron/zoned-cron";
import { isUtc } from "./date/time-zone";

/** Longest expression, date or human-readable text that is looked at; anything longer is refused. */
export const MAX_SCHEDULE_TEXT = 255;

type ParsedCron = { ok: true; cron: SapCron } | { ok: false; reason: string };

/**
 * Parses the seven-field dialect of job-scheduling-api 8. Reasons are predicates ("must have seven
 * fields …") and name the likely intended expression for five and six fields.
 */
export function parseSapCron(text: string): ParsedCron {
  if (text.length > MAX_SCHEDULE_TEXT) {
    return { ok: false, reason: `must not be longer than ${MAX_SCHEDULE_TEXT} characters` };
  }
  const fields = text.trim().split(/[ \t]+/);
  if (fields.length !== CRON_FIELD_NAMES.length) {
    return { ok: false, reason: wrongFieldCount(text.trim() === "" ? [] : fields) };
  }
  const terms = emptyTerms();
  for (const [index, name] of CRON_FIELD_NAMES.entries()) {
    const result = parseCronField(name, fields[index] ?? "");
    if (!result.ok) return result;
    terms[name] = result.terms;
  }
  return { ok: true, cron: compileCron(fields.join(" "), terms) };
}

/**
 * First matching instant strictly after `after`, null when there is none up to year 9999. Times are
 * UTC, or wall times of an IANA zone: see `nextZonedTime` for skipped and repeated hours.
 */
export function nextCronTime(
  cron: SapCron,
  after: Date,
  options: { timeZone?: string } = {},
): Date | null {
  const second = Math.floor(after.getTime() / 1000);
  if (Number.isNaN(second)) return null;
  const { timeZone = "UTC" } = options;
  const next = isUtc(timeZone)
    ? nextWallTime(cron, second + 1)
    : nextZonedTime(cron, timeZone, second);
  return next === null ? null : new Date(next * 1000);
}

/** Number of matching instants in (after, until], counted without stepping through them. */
export function countCronTimes(
  cron: SapCron,
  span: { after: Date; until: Date; timeZone?: string },
): number {
  const after = Math.floor(span.after.getTime() / 1000);
  const until = Math.floor(span.until.getTime() / 1000);
  const { timeZone = "UTC" } = span;
  if (!(until > after)) return 0;
  return isUtc(timeZone)
    ? countWallTimes(cron, after, until)
    : countZonedTimes(cron, { timeZone, after, until });
}

function wrongFieldCount(fields: readonly string[]): string {
  const needed = `must have seven fields (${CRON_FIELD_NAMES.join(" ")}) but has ${fields.length}`;
  const suggestion = suggestCron(fields, (text) => parseSapCron(text).ok);
  return suggestion === null ? needed : `${needed}; did you mean '${suggestion}'?`;
}

function emptyTerms(): Record<CronFieldName, readonly CronTerm[]> {
  return { Year: [], Month: [], Day: [], DayOfWeek: [], Hour: [], Minute: [], Second: [] };
}
