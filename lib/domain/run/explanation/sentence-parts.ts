import { type RunState, STATE_MEANING } from "@/lib/domain/run/run-state";
import { formatUtc } from "@/lib/domain/schedule/date-input";
import type { CappedCount } from "./run-facts";

/** `2026-11-23 08:00:00 UTC`. */
export function utc(at: Date): string {
  return `${formatUtc(at)} UTC`;
}

/** `2026-11-23 08:00 UTC`; with the seconds where they are not 0. */
export function utcMinute(at: Date): string {
  return `${formatUtc(at).replace(/:00$/, "")} UTC`;
}

/** A past moment as people say it: `02:14 UTC` on the day of `now`, with the date before it on any other. */
export function clockTime(at: Date, now: Date): string {
  const [day = "", time = ""] = formatUtc(at).split(" ");
  const isToday = formatUtc(now).startsWith(day);
  return `${isToday ? "" : `${day} `}${time.slice(0, 5)} UTC`;
}

/** A reason such as `LOCK: LEDGER` as its code and what the code is about; null for one in words. */
export function codeIn(reason: string | null): { code: string; about: string | null } | null {
  const match = /^([A-Z][A-Z0-9_]+)(?:: (.*))?$/s.exec(reason ?? "");
  return match?.[1] ? { code: match[1], about: match[2] ?? null } : null;
}

/** A reason as it was given, or a code such as `SOME_CODE` as words. */
export function words(reason: string): string {
  return /^[A-Z][A-Z0-9_]+$/.test(reason) ? reason.toLowerCase().replaceAll("_", " ") : reason;
}

/** The meaning of a state, without its full stop. */
export function meaning(state: RunState): string {
  return STATE_MEANING[state].replace(/\.$/, "");
}

/** The first letter large. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The first letter small, unless the word is a name or a code in capitals. */
export function uncapital(text: string): string {
  return /^[A-Z][a-z' ]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

/** A number as text: `1,234`. */
export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** What others wrote, in one line and without a full stop, as part of a sentence. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim().replace(/\.$/, "");
}

/** `; 3 runs are ahead of it`; empty when there is none. */
export function aheadText({ count, isMore }: CappedCount): string {
  if (isMore) return `; more than ${number(count)} runs are ahead of it`;
  if (count === 0) return "";
  return count === 1 ? "; 1 run is ahead of it" : `; ${number(count)} runs are ahead of it`;
}

/** `its process server NAME` when the reason tells of a lost server, else null. */
export function lostServer(reason: string | null): string | null {
  if (!reason?.startsWith("WORKER_LOST")) return null;
  const name = reason.slice("WORKER_LOST: ".length);
  return name === "" ? "its process server" : `its process server ${name}`;
}
