import { instantOfToken, type TimeToken } from "@/lib/domain/run/selection-time";

/** Starts a report counts: from the first instant on, before the second; null: open. */
export interface ReportWindow {
  from: Date | null;
  to: Date | null;
}

export type ResolvedWindow =
  | ({ ok: true } & ReportWindow)
  | { ok: false; reason: "empty_window"; message: string };

/**
 * The window that tokens mean when they are read at `now`. An end that has not come yet leaves the window open: nothing
 * starts in the future, and an open window need not cut the running hour.
 */
export function resolveWindow(
  { from, to }: { from?: TimeToken | undefined; to?: TimeToken | undefined },
  now: Date,
): ResolvedWindow {
  const begins = from === undefined ? null : instantOfToken(from, now);
  const ends = to === undefined ? null : instantOfToken(to, now);
  if (begins !== null && ends !== null && begins >= ends) {
    return { ok: false, reason: "empty_window", message: "'to' must lie after 'from'" };
  }
  return { ok: true, from: begins, to: ends !== null && ends > now ? null : ends };
}

const DAY_MS = 86_400_000;

/** Days from one instant to another. */
export function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / DAY_MS;
}
