/** One comma-separated part of a cron field; a single value is a range of one. */
export type CronTerm =
  | { readonly kind: "every"; readonly step: number }
  | { readonly kind: "range"; readonly from: number; readonly to: number; readonly step: number }
  | { readonly kind: "nth"; readonly nth: number; readonly weekday: number };

export const WEEKDAYS: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export const CRON_FIELD_NAMES = [
  "Year",
  "Month",
  "Day",
  "DayOfWeek",
  "Hour",
  "Minute",
  "Second",
] as const;

export type CronFieldName = (typeof CRON_FIELD_NAMES)[number];

interface FieldLimits {
  readonly min: number;
  readonly max: number;
  readonly digits: RegExp;
}

/** Bounds of the numeric fields; weekdays count Monday 1 to Sunday 7 (job-scheduling-api 8). */
export const CRON_LIMITS: Readonly<Record<CronFieldName, FieldLimits>> = {
  Year: { min: 1, max: 9999, digits: /^\d{4}$/ },
  Month: { min: 1, max: 12, digits: /^\d{1,2}$/ },
  Day: { min: 1, max: 31, digits: /^-?\d{1,2}$/ },
  DayOfWeek: { min: 1, max: 7, digits: /^\d$/ },
  Hour: { min: 0, max: 23, digits: /^\d{1,2}$/ },
  Minute: { min: 0, max: 59, digits: /^\d{1,2}$/ },
  Second: { min: 0, max: 59, digits: /^\d{1,2}$/ },
};

type TermResult = { ok: true; term: CronTerm } | { ok: false; reason: string };
type TermsResult = { ok: true; terms: readonly CronTerm[] } | { ok: false; reason: string };
type NumberResult = { ok: true; value: number } | { ok: false; reason: string };

/** Reads one field into its terms, or names the part that cannot be read (job-scheduling-api 8). */
export function parseCronField(name: CronFieldName, text: string): TermsResult {
  const terms: CronTerm[] = [];
  for (const part of text.split(",")) {
    const result = parseTerm(name, part);
    if (!result.ok) return { ok: false, reason: `has an invalid ${name}: ${result.reason}` };
    terms.push(result.term);
  }
  return { ok: true, terms };
}

function parseTerm(name: CronFieldName, part: string): TermResult {
  if (part === "") return { ok: false, reason: "a part of the list is empty" };
  if (name === "DayOfWeek" && part.includes(".")) return parseNthWeekday(part);
  const [body = "", stepText, ...more] = part.split("/");
  if (more.length > 0) return { ok: false, reason: `'${part}' has more than one step` };
  const step = parseStep(stepText);
  if (!step.ok) return step;
  if (body === "*") return everyTerm(name, step.value);
  const [fromText = "", toText, ...rest] = body.split(":");
  if (rest.length > 0) return { ok: false, reason: `'${part}' has more than one range` };
  if (toText === undefined && stepText !== undefined) {
    return { ok: false, reason: `'${part}' puts a step on something other than * or a range` };
  }
  return rangeTerm(name, { fromText, toText: toText ?? fromText, step: step.value });
}

function everyTerm(name: CronFieldName, step: number): TermResult {
  const { min, max } = CRON_LIMITS[name];
  if (min > 0 && step > max) {
    return { ok: false, reason: `the step ${step} leaves no value (the highest is ${max})` };
  }
  return { ok: true, term: { kind: "every", step } };
}

function rangeTerm(
  name: CronFieldName,
  range: { fromText: string; toText: string; step: number },
): TermResult {
  const from = parseValue(name, range.fromText);
  if (!from.ok) return from;
  const to = parseValue(name, range.toText);
  if (!to.ok) return to;
  // Only a range that mixes both ends of the month can be in order in spite of its signs.
  if (from.value < 0 === to.value < 0 && from.value > to.value) {
    return { ok: false, reason: `the range ${range.fromText}:${range.toText} runs backwards` };
  }
  return { ok: true, term: { kind: "range", from: from.value, to: to.value, step: range.step } };
}

function parseStep(text: string | undefined): NumberResult {
  if (text === undefined) return { ok: true, value: 1 };
  if (!/^\d{1,4}$/.test(text)) return { ok: false, reason: `'${text}' is not a step` };
  if (Number(text) === 0) return { ok: false, reason: "the step cannot be 0" };
  return { ok: true, value: Number(text) };
}

function parseValue(name: CronFieldName, text: string): NumberResult {
  if (name === "DayOfWeek") return parseWeekday(text);
  const { min, max, digits } = CRON_LIMITS[name];
  if (!digits.test(text)) return { ok: false, reason: `'${text}' is not ${expected(name)}` };
  const value = Number(text);
  if (Math.abs(value) < min || Math.abs(value) > max) {
    return { ok: false, reason: `${text} is not ${expected(name)}` };
  }
  return { ok: true, value };
}

function parseWeekday(text: string): NumberResult {
  const index = WEEKDAYS.indexOf(text.toLowerCase());
  if (index >= 0) return { ok: true, value: index + 1 };
  return { ok: false, reason: `'${text}' is not one of ${WEEKDAYS.join(", ")}` };
}

function parseNthWeekday(part: string): TermResult {
  const match = /^(-?[1-5])\.([a-z]{3})$/i.exec(part);
  if (!match) {
    return {
      ok: false,
      reason: `'${part}' is not a.y with a in -5 to 5 without 0 and y a weekday`,
    };
  }
  const weekday = parseWeekday(match[2] ?? "");
  if (!weekday.ok) return weekday;
  return { ok: true, term: { kind: "nth", nth: Number(match[1]), weekday: weekday.value } };
}

function expected(name: CronFieldName): string {
  if (name === "Year") return "a year of four digits from 0001 to 9999";
  const { min, max } = CRON_LIMITS[name];
  return name === "Day"
    ? "a number from 1 to 31 or from -31 to -1"
    : `a number from ${min} to ${max}`;
}
