import type { GridDay } from "./calendar-weeks";

const DAYS_BY_KEY: Record<string, number> = {
  ...{ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 },
};

/** Where a key leads: to another day of the page, or to the page of a day beyond it. */
type ReachedDay = { day: string } | { href: string };

/** The day an arrow key leads to from a day of the page; null for other keys. */
export function dayReachedBy(
  key: string,
  { days, from }: { days: readonly GridDay[]; from: GridDay },
): ReachedDay | null {
  const away = DAYS_BY_KEY[key];
  if (away === undefined) return null;
  const reached = days[days.indexOf(from) + away];
  if (reached !== undefined) return { day: reached.text };
  const beyond = from.neighbours.find((neighbour) => neighbour.days === away);
  return beyond === undefined ? null : { href: beyond.href };
}
