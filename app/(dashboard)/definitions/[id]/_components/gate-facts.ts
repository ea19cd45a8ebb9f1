import type { RestartAction } from "@/components/definitions/properties-draft";
import { RESTART_WORDS } from "@/components/definitions/restart-words";
import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";
import { formatCount } from "@/lib/format/format-number";

/** A gate a definition refers to, with what is set for it. */
export type GateFact = {
  tab: "locks" | "events" | "windows" | "calendars";
  label: string;
  name: string;
  /** Beside the name. */
  words: string;
};

const AUTO_SUBMIT = {
  Never: "",
  Always: "raising it starts a run",
  OnlyOne: "raising it starts a run unless one waits",
} as const;

const OVERDUE = {
  Scheduled: "waits for the next opening",
  Overdue: "becomes Overdue, for an operator",
  Canceled: "is canceled",
  Held: "is held",
} as const;

const HOLIDAY = {
  ALWAYS: "a start on a holiday stays",
  SKIP: "a start on a holiday is left out",
  BEFORE: "a start on a holiday moves to the workday before",
  AFTER: "a start on a holiday moves to the workday after",
} as const;

/** What the runs of a definition wait for, hold and raise. */
export function gateFacts(properties: DefinitionProperties): GateFact[] {
  const { locks, waitEvents, raiseEvents, timeWindow, calendar } = properties;
  return [
    ...locks.map(
      ({ lock, mode, units }): GateFact => ({
        tab: "locks",
        label: "Lock",
        name: lock,
        words: words(mode, units > 1 && formatCount(units, "unit")),
      }),
    ),
    ...waitEvents.map(
      ({ event, clear, autoSubmit }): GateFact => ({
        tab: "events",
        label: "Waits for",
        name: event,
        words: words(clear && "clears it", AUTO_SUBMIT[autoSubmit]),
      }),
    ),
    ...raiseEvents.map(
      ({ event, on, comment, errorCode }): GateFact => ({
        tab: "events",
        label: "Raises",
        name: event,
        words: words(`on ${on}`, errorCode !== null && `for return code ${errorCode}`, comment),
      }),
    ),
    ...(timeWindow === null ? [] : [windowFact(timeWindow, properties)]),
    ...(calendar === null ? [] : [calendarFact(calendar, properties)]),
  ];
}

function windowFact(name: string, properties: DefinitionProperties): GateFact {
  const { whenOverdue, minimumOpenSeconds } = properties;
  const open =
    minimumOpenSeconds !== null && `open for ${formatCount(minimumOpenSeconds, "second")} more`;
  const missed = `a run that missed it ${OVERDUE[whenOverdue]}`;
  return { tab: "windows", label: "Runs only within", name, words: words(open, missed) };
}

function calendarFact(name: string, { holidayRule }: DefinitionProperties): GateFact {
  return { tab: "calendars", label: "Calendar", name, words: HOLIDAY[holidayRule] };
}

/** What follows the end of a run, and its limits: label and words. */
export function restartFacts({
  restart,
  runtimeLimit,
  returnCodes,
}: DefinitionProperties): { label: string; value: string; mono?: boolean }[] {
  const after: [string, RestartAction][] = Object.entries(restart?.on ?? {});
  return [
    ...after.map(([state, action]) => ({
      label: `After ${state}`,
      value: RESTART_WORDS[action].label.toLowerCase(),
    })),
    ...(restart === null
      ? []
      : [
          {
            label: "Starts",
            value: words(
              `at most ${restart.maxStarts}, the first included`,
              restart.delaySeconds > 0 && `after ${formatCount(restart.delaySeconds, "second")}`,
            ),
          },
        ]),
    ...(runtimeLimit === null
      ? []
      : [
          {
            label: "Longest runtime",
            value: words(
              formatCount(runtimeLimit.maxSeconds, "second"),
              runtimeLimit.kill ? "then it is killed" : "then it is reported",
            ),
          },
        ]),
    ...(returnCodes === null
      ? []
      : [{ label: "Good return codes", value: returnCodes, mono: true }]),
  ];
}

function words(...parts: (string | false)[]): string {
  return parts.filter((part) => part !== false && part !== "").join("; ");
}
