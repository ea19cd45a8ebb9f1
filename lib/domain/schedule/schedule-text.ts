import type { SapCron } from "./cron/compile-cron";
import { isUtc } from "./date/time-zone";
import { formatUtc } from "./date-input";
import type { ScheduleSpec } from "./schedule-spec";
import { describeDays } from "./text/day-text";
import { describeTimeOfDay } from "./text/time-of-day-text";
import { evenStep } from "./text/word-list";

const UNITS = [
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** When a schedule runs, in plain words that are exact for every expression. */
export function explainSchedule(spec: ScheduleSpec): string {
  switch (spec.mode) {
    case "cron":
    case "repeatAt":
      return `${explainCron(spec.cron)}${zoneText(spec.timeZone)}`;
    case "time":
      return `once at ${formatUtc(spec.at)} UTC`;
    case "repeatInterval":
      return `every ${intervalText(spec.seconds)}`;
  }
}

function explainCron(cron: SapCron): string {
  const time = describeTimeOfDay(cron);
  const days = describeDays(cron);
  if (time.kind === "clock") return `${days} at ${time.text}`;
  // "every 10 seconds" says all; a part of the day reads better with its days named.
  return days === "every day" && isAllDay(cron) ? time.text : `${time.text}, ${days}`;
}

function isAllDay({ hours, minutes, seconds }: SapCron): boolean {
  if (hours.length === 24) return true;
  return minutes.length === 1 && seconds.length === 1 && evenStep(hours, 24) !== null;
}

function intervalText(seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds % length === 0) ?? ["second", 1];
  const amount = seconds / size;
  return amount === 1 ? unit : `${amount} ${unit}s`;
}

function zoneText(timeZone: string): string {
  return isUtc(timeZone) ? "" : ` (${timeZone})`;
}
