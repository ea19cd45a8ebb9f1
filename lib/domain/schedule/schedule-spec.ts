import type { SapCron } from "./cron/compile-cron";
import { isTimeZone } from "./date/time-zone";
import { parseDateInput } from "./date-input";
import { parseHumanTime, parseRepeatAt, parseRepeatInterval } from "./human-time";
import { parseSapCron } from "./sap-cron";

/** The four ways to say when; exactly one is given (job-scheduling-api 6.1). */
export const SCHEDULE_MODES = ["cron", "time", "repeatAt", "repeatInterval"] as const;

export type ScheduleMode = (typeof SCHEDULE_MODES)[number];

interface SpecBase {
  /** The value as sent, for echoing; a date object as its JSON. */
  readonly text: string;
  readonly timeZone: string;
}

/** When a definition is submitted, parsed. `repeatAt` carries the daily cron expression it equals. */
export type ScheduleSpec = SpecBase &
  (
    | { readonly mode: "cron"; readonly type: "recurring"; readonly cron: SapCron }
    | { readonly mode: "time"; readonly type: "one-time"; readonly at: Date }
    | {
        readonly mode: "repeatAt";
        readonly type: "recurring";
        readonly secondOfDay: number;
        readonly cron: SapCron;
      }
    | { readonly mode: "repeatInterval"; readonly type: "recurring"; readonly seconds: number }
  );

/** The mode fields of a request as they arrived; null and undefined count as not given. */
export interface ScheduleModeInput {
  readonly cron?: unknown;
  readonly time?: unknown;
  readonly repeatAt?: unknown;
  readonly repeatInterval?: unknown;
  readonly timeZone?: unknown;
}

export type ScheduleSpecField = ScheduleMode | "timeZone";

export type ScheduleSpecResult =
  | { ok: true; spec: ScheduleSpec }
  | { ok: false; field: ScheduleSpecField; reason: string };

type SpecOrReason = { ok: true; spec: ScheduleSpec } | { ok: false; reason: string };

/**
 * Parses the one given mode field. `now` is the base of relative times (`in 2 hours`), so a stored
 * one-time schedule must be read back with `storedScheduleSpec`, not parsed again later.
 */
export function parseScheduleSpec(input: ScheduleModeInput, now: Date): ScheduleSpecResult {
  const given = SCHEDULE_MODES.filter((mode) => isGiven(input[mode]));
  const [mode, second] = given;
  if (mode === undefined) {
    const reason = "is missing: one of cron, time, repeatInterval and repeatAt is required";
    return { ok: false, field: "cron", reason };
  }
  if (second !== undefined) {
    const reason = `cannot be combined with '${mode}': only one of cron, time, repeatInterval and repeatAt may be given`;
    return { ok: false, field: second, reason };
  }
  const timeZone = isGiven(input.timeZone) ? input.timeZone : "UTC";
  if (typeof timeZone !== "string" || !isTimeZone(timeZone)) {
    return {
      ok: false,
      field: "timeZone",
      reason: "must be an IANA time zone such as 'Europe/Berlin'",
    };
  }
  const result = parseMode(mode, input[mode], { now, timeZone });
  return result.ok ? result : { ok: false, field: mode, reason: result.reason };
}

/** A stored schedule as a spec; `at` is the stored instant of a one-time schedule, else null. */
export function storedScheduleSpec(stored: {
  mode: ScheduleMode;
  text: string;
  timeZone: string;
  at: Date | null;
}): ScheduleSpecResult {
  const { mode, text, timeZone, at } = stored;
  if (mode !== "time") return parseScheduleSpec({ [mode]: text, timeZone }, new Date(0));
  if (at === null) return { ok: false, field: "time", reason: "has no stored instant" };
  return { ok: true, spec: { mode, type: "one-time", text, timeZone, at } };
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

interface SpecContext {
  readonly now: Date;
  readonly timeZone: string;
}

function parseMode(mode: ScheduleMode, value: unknown, context: SpecContext): SpecOrReason {
  if (mode === "time" && typeof value !== "string") return dateObjectSpec(value, context);
  if (typeof value !== "string") return { ok: false, reason: "must be a string" };
  const base = { text: value, timeZone: context.timeZone };
  switch (mode) {
    case "cron": {
      const result = parseSapCron(value);
      return result.ok
        ? { ok: true, spec: { ...base, mode, type: "recurring", cron: result.cron } }
        : result;
    }
    case "time": {
      const result = parseHumanTime(value, context.now, context.timeZone);
      return result.ok
        ? { ok: true, spec: { ...base, mode, type: "one-time", at: result.at } }
        : result;
    }
    case "repeatAt":
      return repeatAtSpec(base);
    case "repeatInterval": {
      const result = parseRepeatInterval(value);
      return result.ok
        ? { ok: true, spec: { ...base, mode, type: "recurring", seconds: result.seconds } }
        : result;
    }
  }
}

function dateObjectSpec(value: unknown, { timeZone }: SpecContext): SpecOrReason {
  const result = parseDateInput(value);
  if (!result.ok) return result;
  const text = JSON.stringify(value);
  return { ok: true, spec: { text, timeZone, mode: "time", type: "one-time", at: result.at } };
}

function repeatAtSpec(base: SpecBase): SpecOrReason {
  const result = parseRepeatAt(base.text, base.timeZone);
  if (!result.ok) return result;
  const { secondOfDay } = result;
  const clock = [
    Math.floor(secondOfDay / 3600),
    Math.floor(secondOfDay / 60) % 60,
    secondOfDay % 60,
  ];
  const daily = parseSapCron(`* * * * ${clock.join(" ")}`);
  if (!daily.ok) return daily;
  const spec = {
    ...base,
    mode: "repeatAt",
    type: "recurring",
    secondOfDay,
    cron: daily.cron,
  } as const;
  return { ok: true, spec };
}
