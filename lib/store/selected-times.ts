import { AppError } from "@/lib/domain/errors";
import { firstIdAt } from "@/lib/domain/ids";
import type { Selection } from "@/lib/domain/run/selection";
import { instantOfToken, type TimeToken } from "@/lib/domain/run/selection-time";

/** Clocks of nodes may differ: a run may seem to begin a little before it was submitted. */
const CLOCK_SLACK_MS = 5000;

const TIMES = [
  "from",
  "to",
  "plannedFrom",
  "plannedTo",
  "startedFrom",
  "startedTo",
  "endedFrom",
  "endedTo",
] as const;

/** The moments of a selection as instants. */
export type SelectedTimes = Partial<Record<(typeof TIMES)[number], Date>>;

/** The moments of a selection as they are at `now`; throws `invalid` for one beyond all calendars. */
export function instantsOf(selection: Selection, now: Date): SelectedTimes {
  return Object.fromEntries(
    TIMES.flatMap((name) => {
      const token = selection[name];
      return token === undefined ? [] : [[name, instantFrom(name, token, now)]];
    }),
  );
}

function instantFrom(field: string, token: TimeToken, now: Date): Date {
  const at = instantOfToken(token, now);
  if (at !== null) return at;
  throw new AppError("invalid", `'${field}' must lie between 1970 and 9999`, { field });
}

/** The first id that is no longer meant: a run starts and ends after it was submitted, so those periods bound ids too. */
export function untilIdOf({ to, startedTo, endedTo }: SelectedTimes): string | undefined {
  const later = [startedTo, endedTo].flatMap((at) => (at ? [at.getTime() + CLOCK_SLACK_MS] : []));
  const bounds = [...(to ? [to.getTime()] : []), ...later];
  return bounds.length === 0 ? undefined : firstIdAt(new Date(Math.min(...bounds)));
}
