import type { MinuteSpan, WindowDay } from "@/lib/domain/schedule/window-week";
import { formatWeekday } from "@/lib/format/format-when";

const MINUTES_PER_DAY = 1440;

/** `08:00`; the end of the day is `24:00`. */
export function clockText(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** `08:00 to 18:00`, or `all day`. */
export function spanText({ fromMinute, toMinute }: MinuteSpan): string {
  if (fromMinute === 0 && toMinute === MINUTES_PER_DAY) return "all day";
  return `${clockText(fromMinute)} to ${clockText(toMinute)}`;
}

/** `Mon 2 Nov`. */
export function dayLabel({ day }: Pick<WindowDay, "day">): string {
  const midnight = new Date(`${day}T00:00:00Z`);
  return formatWeekday(midnight, midnight);
}

/** `Mon 2 Nov: open 08:00 to 12:00, 13:00 to 18:00`. */
export function daySentence(day: WindowDay): string {
  const openings = day.spans.map(spanText).join(", ");
  return `${dayLabel(day)}: ${openings === "" ? "closed" : `open ${openings}`}`;
}

/** What the picture shows in one sentence. */
export function weekSentence(days: readonly WindowDay[], timeZone: string): string {
  const [first] = days;
  const week = first === undefined ? "Openings" : `Openings in the week from ${dayLabel(first)}`;
  const open = days.filter((day) => day.spans.length > 0);
  const isAlways = open.every((day) => day.spans.some((span) => spanText(span) === "all day"));
  const when =
    open.length === 0
      ? "closed all week"
      : open.length === days.length && isAlways
        ? "open all week"
        : `open on ${open.length} of ${days.length} days`;
  return `${week}, ${timeZone} time: ${when}`;
}
