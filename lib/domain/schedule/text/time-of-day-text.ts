import type { SapCron } from "../cron/compile-cron";
import { evenStep, isContiguous, joinNumbers, joinWords, twoDigits } from "./word-list";

/** Clock times are listed up to this number, described by their parts beyond it. */
const MAX_LISTED_TIMES = 6;

/** When in a day: `clock` follows a day after "at", `rhythm` stands before it. */
export interface TimeOfDayText {
  readonly kind: "clock" | "rhythm";
  readonly text: string;
}

type Times = Pick<SapCron, "hours" | "minutes" | "seconds">;

/** The times of day of an expression in words; exact for every combination of the three fields. */
export function describeTimeOfDay({ hours, minutes, seconds }: Times): TimeOfDayText {
  if (isListable({ hours, minutes, seconds }))
    return { kind: "clock", text: clockList({ hours, minutes, seconds }) };
  const text =
    seconds.length > 1
      ? secondRhythm({ hours, minutes, seconds })
      : minutes.length > 1
        ? minuteRhythm({ hours, minutes, seconds })
        : hourRhythm({ hours, minutes, seconds });
  return { kind: "rhythm", text };
}

/** `HH:mm`, with `:ss` unless the second is 0. */
function clockText(hour: number, minute: number, second: number): string {
  const clock = `${twoDigits(hour)}:${twoDigits(minute)}`;
  return second === 0 ? clock : `${clock}:${twoDigits(second)}`;
}

function isListable({ hours, minutes, seconds }: Times): boolean {
  if (seconds.length > 1) return hours.length * minutes.length * seconds.length <= 3;
  const isRhythm = hours.length > 1 && minutes.length > 1 && evenStep(minutes, 60) !== null;
  return !isRhythm && hours.length * minutes.length <= MAX_LISTED_TIMES;
}

function clockList({ hours, minutes, seconds }: Times): string {
  return joinWords(
    hours.flatMap((hour) =>
      minutes.flatMap((minute) => seconds.map((second) => clockText(hour, minute, second))),
    ),
  );
}

function hourRhythm({ hours, minutes, seconds }: Times): string {
  const minute = minutes[0] ?? 0;
  const second = seconds[0] ?? 0;
  const at = (hour: number) => clockText(hour, minute, second);
  const step = evenStep(hours, 24);
  if (step !== null) {
    const every = step === 1 ? "every hour" : `every ${step} hours`;
    if (minute === 0 && second === 0) return every;
    return step === 1 ? `${every} at ${offsetText(minute, second)}` : `${every} from ${at(0)}`;
  }
  if (isContiguous(hours)) {
    return `every hour from ${at(hours[0] ?? 0)} to ${at(hours.at(-1) ?? 0)}`;
  }
  return `at ${offsetText(minute, second)} of ${hoursText(hours)}`;
}

function minuteRhythm({ hours, minutes, seconds }: Times): string {
  const second = seconds[0] ?? 0;
  const atSecond = second === 0 ? "" : ` at second ${second}`;
  const step = evenStep(minutes, 60);
  if (step === null) return `at minutes ${joinNumbers(minutes)}${ofHours(hours)}${atSecond}`;
  const every = step === 1 ? "every minute" : `every ${step} minutes`;
  return `${every}${duringHours(hours)}${atSecond}`;
}

function secondRhythm({ hours, minutes, seconds }: Times): string {
  const step = evenStep(seconds, 60);
  const every =
    step === null
      ? `at seconds ${joinNumbers(seconds)}`
      : step === 1
        ? "every second"
        : `every ${step} seconds`;
  if (minutes.length === 60) {
    return `${every}${step === null ? " of every minute" : ""}${duringHours(hours)}`;
  }
  const noun = minutes.length === 1 ? "minute" : "minutes";
  return `${every} of ${noun} ${joinNumbers(minutes)}${ofHours(hours)}`;
}

function offsetText(minute: number, second: number): string {
  return second === 0 ? `minute ${minute}` : `minute ${minute} and second ${second}`;
}

function duringHours(hours: readonly number[]): string {
  if (hours.length === 24) return "";
  if (!isContiguous(hours)) return ` during ${hoursText(hours)}`;
  return ` from ${clockText(hours[0] ?? 0, 0, 0)} to ${clockText(hours.at(-1) ?? 0, 59, 0)}`;
}

function ofHours(hours: readonly number[]): string {
  return hours.length === 24 ? " of every hour" : ` of ${hoursText(hours)}`;
}

function hoursText(hours: readonly number[]): string {
  return `${hours.length === 1 ? "hour" : "hours"} ${joinNumbers(hours)}`;
}
