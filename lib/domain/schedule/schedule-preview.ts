import { parseDateInput } from "./date-input";
import {
  decideActivation,
  listOccurrences,
  nextOccurrence,
  type ScheduleWindow,
} from "./occurrences";
import {
  parseScheduleSpec,
  type ScheduleModeInput,
  type ScheduleSpec,
  type ScheduleSpecField,
} from "./schedule-spec";
import { explainSchedule } from "./schedule-text";

/** What a preview is asked for, as it arrived; null and undefined count as not given. */
export interface SchedulePreviewInput extends ScheduleModeInput {
  readonly startTime?: unknown;
  readonly endTime?: unknown;
  /** Number of next times, 1 to 100; 5 when not given. */
  readonly count?: unknown;
}

export interface SchedulePreview {
  readonly ok: true;
  readonly text: string;
  readonly type: ScheduleSpec["type"];
  readonly next: Date[];
  readonly warnings: string[];
}

interface RefusedPreview {
  readonly ok: false;
  readonly field: ScheduleSpecField | "startTime" | "endTime" | "count";
  readonly reason: string;
}

interface PreviewSubject {
  readonly spec: ScheduleSpec;
  readonly window: ScheduleWindow;
  readonly now: Date;
}

const DEFAULT_COUNT = 5;
const MAX_COUNT = 100;
/** Runs closer together than this are warned about. */
const FREQUENT_MS = 10_000;

/**
 * Explains a schedule, lists its next starts as if it were activated at `now`, and warns about what a
 * user may not intend. Invalid input is refused with its field and a predicate as the reason.
 */
export function previewSchedule(
  input: SchedulePreviewInput,
  now: Date,
): SchedulePreview | RefusedPreview {
  const parsed = parseScheduleSpec(input, now);
  if (!parsed.ok) return parsed;
  const startAt = parseBound(input.startTime);
  if (!startAt.ok) return { ...startAt, field: "startTime" };
  const endAt = parseBound(input.endTime);
  if (!endAt.ok) return { ...endAt, field: "endTime" };
  const window = { startAt: startAt.at, endAt: endAt.at };
  if (window.startAt !== null && window.endAt !== null && window.endAt < window.startAt) {
    return { ok: false, field: "endTime", reason: "must not be before startTime" };
  }
  const count = input.count ?? DEFAULT_COUNT;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    const reason = `must be a whole number from 1 to ${MAX_COUNT}`;
    return { ok: false, field: "count", reason };
  }
  const subject = { spec: parsed.spec, window, now };
  const next = nextStarts(subject, count);
  const text = explainSchedule(parsed.spec);
  return { ok: true, text, type: parsed.spec.type, next, warnings: warningsOf(subject, next) };
}

type BoundResult = { ok: true; at: Date | null } | { ok: false; reason: string };

function parseBound(value: unknown): BoundResult {
  return value === null || value === undefined ? { ok: true, at: null } : parseDateInput(value);
}

function nextStarts({ spec, window, now }: PreviewSubject, count: number): Date[] {
  const first = decideActivation({ spec, window, now, plannedAt: null, executedAt: null });
  if (first === null) return [];
  const query = { spec, window, after: first, lastStartedAt: first };
  return [first, ...listOccurrences(query, count - 1)];
}

function warningsOf(subject: PreviewSubject, next: readonly Date[]): string[] {
  const { spec, window, now } = subject;
  const [first] = next;
  if (first === undefined) return [neverReason(subject)];
  const warnings: string[] = [];
  if (spec.mode === "time" && spec.at < now) {
    warnings.push("The time is in the past: it would start at once.");
  }
  if (isFrequent(subject, next)) warnings.push("It starts more often than every 10 seconds.");
  if (isCrowded(spec)) {
    warnings.push(
      "Many schedules start on the hour, the half hour or a multiple of five minutes; another minute or second spreads the load.",
    );
  }
  if (window.startAt !== null && spec.mode === "time" && spec.at < window.startAt) {
    warnings.push("A one-time schedule starts at its time even before the start time.");
  }
  return warnings;
}

function neverReason({ spec, window, now }: PreviewSubject): string {
  if (window.endAt !== null && window.endAt < now) {
    return "The end time is in the past: it never starts.";
  }
  const open = { startAt: null, endAt: null };
  if (nextOccurrence({ spec, window: open, after: now }) !== null) {
    return "None of its times lies between start time and end time: it never starts.";
  }
  const everything = { spec, window: open, after: new Date(FIRST_INSTANT_MS) };
  return nextOccurrence(everything) === null
    ? "It names no date that exists: it never starts."
    : "All of its times are in the past: it never starts.";
}

/** Before every instant a schedule can name. */
const FIRST_INSTANT_MS = Date.UTC(-1, 0, 1);

function isFrequent({ spec, window, now }: PreviewSubject, next: readonly Date[]): boolean {
  if (spec.mode === "repeatInterval") return spec.seconds * 1000 < FREQUENT_MS;
  const [first] = next;
  const times =
    next.length >= 2 || first === undefined
      ? next
      : [first, ...listOccurrences({ spec, window, after: first, lastStartedAt: now }, 1)];
  return times.some((at, index) => {
    const before = times[index - 1];
    return before !== undefined && at.getTime() - before.getTime() < FREQUENT_MS;
  });
}

/** The busiest instants by job-scheduling-api 17; a schedule of every minute has no better choice. */
function isCrowded(spec: ScheduleSpec): boolean {
  if (spec.mode !== "cron" && spec.mode !== "repeatAt") return false;
  const { minutes, seconds } = spec.cron;
  return (
    seconds.every((second) => second % 30 === 0) && minutes.every((minute) => minute % 5 === 0)
  );
}
