import { ALERT_EVENT_WORDS, type AlertEvent } from "./alert-event";
import type { AlertRuleBody } from "./alert-rule";

type Said = Pick<AlertRuleBody, "events" | "scope" | "thresholds" | "coolDownMinutes" | "channels">;

/** What a rule does, as one sentence: "When a run of NIGHT_* fails or is cancelled, tell ops-mail, at most once an hour." */
export function ruleSentence(rule: Said): string {
  const happenings = rule.events
    .filter((event) => event !== "RECOVERED")
    .map((event) => phraseOf(event, rule.thresholds));
  const who =
    rule.channels.length === 0
      ? "only list it as an alert"
      : `tell ${joined(rule.channels, "and")}`;
  const again = rule.events.includes("RECOVERED") ? ", and again when it has recovered" : "";
  const pause = rule.channels.length === 0 ? "" : coolDownWords(rule.coolDownMinutes);
  return `When a run of ${scopeWords(rule.scope)} ${joined(happenings, "or")}, ${who}${again}${pause}.`;
}

/** What a rule watches, e.g. `NIGHT_* in queue BATCH`. */
export function scopeWords({ jobName, definition, queue }: AlertRuleBody["scope"]): string {
  const name = jobName === "*" ? (definition === "*" ? "any job" : definition) : jobName;
  const both = jobName !== "*" && definition !== "*" ? ` (definition ${definition})` : "";
  return `${name}${both}${queue === "*" ? "" : ` in queue ${queue}`}`;
}

function phraseOf(event: AlertEvent, given: AlertRuleBody["thresholds"]): string {
  switch (event) {
    case "NOT_STARTED_BY":
      return `has not started ${minutesText(given.notStartedMinutes)} after its planned start`;
    case "START_DELAY":
      return `starts more than ${minutesText(given.startDelayMinutes)} late`;
    case "PARALLEL_RUNS":
      return `runs more than ${given.parallelRuns ?? 0} times at once`;
    case "LOG_MATCH":
      return `writes “${given.logPattern ?? ""}” to its log`;
    case "RUNNING_TOO_LONG":
      return `runs ${limitWords(given)}`;
    default:
      return ALERT_EVENT_WORDS[event].phrase;
  }
}

function limitWords({ runningMinutes, runningPercent }: AlertRuleBody["thresholds"]): string {
  const limits = [
    ...(runningMinutes === null ? [] : [`longer than ${minutesText(runningMinutes)}`]),
    ...(runningPercent === null ? [] : [`${runningPercent} % longer than usual`]),
  ];
  return joined(limits, "or");
}

/** Minutes in the largest unit that fits, e.g. `2 hours`. */
export function minutesText(minutes: number | null): string {
  const value = minutes ?? 0;
  if (value > 0 && value % 1440 === 0) return counted(value / 1440, "day");
  if (value > 0 && value % 60 === 0) return counted(value / 60, "hour");
  return counted(value, "minute");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function coolDownWords(minutes: number): string {
  if (minutes === 0) return ", every time";
  if (minutes === 60) return ", at most once an hour";
  if (minutes === 1440) return ", at most once a day";
  return `, at most once in ${minutesText(minutes)}`;
}

function joined(words: readonly string[], last: string): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
