import type { RunState } from "@/lib/domain/run/run-state";
import { RUN_STATES } from "@/lib/domain/run/run-state";
import { formatCount } from "@/lib/format/format-number";
import type { MonitorPage, MonitorRow } from "./monitor-page";

/** The runs that were on the page and are not in what was read now. */
export function leftRuns(shown: MonitorPage, fresh: MonitorPage): string[] {
  const present = new Set(fresh.rows.map(({ id }) => id));
  return shown.rows.filter(({ id }) => !present.has(id)).map(({ id }) => id);
}

/**
 * The page of a reader who is busy with its rows, with what was read now: every row stays in its place, with the facts
 * of now; one that does not fit the filters any more is marked instead of taken away, and one that came in is counted
 * instead of pushed in. `kept` are the runs that left, as they are now; one that is not among them was deleted.
 */
export function mergePages(
  shown: MonitorPage,
  fresh: MonitorPage,
  kept: readonly MonitorRow[],
): MonitorPage {
  const now = new Map(fresh.rows.map((row) => [row.id, row]));
  const gone = new Map(kept.map((row) => [row.id, row]));
  const rows = shown.rows.map((row): MonitorRow => {
    const present = now.get(row.id);
    if (present !== undefined) return present;
    const left = gone.get(row.id);
    return left === undefined ? { ...row, left: "deleted" } : { ...left, left: "unfit" };
  });
  const count = fresh.arrived.count + arrivalsAmong(shown, fresh);
  return {
    ...fresh,
    rows,
    // The cursor of the page that was shown names its last row, wherever the fresh page ends.
    older: shown.older ?? fresh.older,
    newer: shown.newer,
    arrived: { count, isMore: fresh.arrived.isMore },
  };
}

/** Rows that came in between those that are shown; what slid up at the end of a full page is none. */
function arrivalsAmong(shown: MonitorPage, fresh: MonitorPage): number {
  const known = new Set(shown.rows.map(({ id }) => id));
  const last = fresh.rows.findLastIndex(({ id }) => known.has(id));
  const end = shown.older === null ? fresh.rows.length : last + 1;
  return fresh.rows.slice(0, end).filter(({ id }) => !known.has(id)).length;
}

/** What changed on a page since it was read before. */
export interface PageChanges {
  /** Rows by the state they came into. */
  states: Partial<Record<RunState, number>>;
  arrived: number;
}

/** What to tell somebody who does not see the rows change. */
export function changesBetween(before: MonitorPage, after: MonitorPage): PageChanges {
  const states: PageChanges["states"] = {};
  const known = new Map(before.rows.map(({ id, state }) => [id, state]));
  for (const { id, state } of after.rows) {
    const old = known.get(id);
    if (old !== undefined && old !== state) states[state] = (states[state] ?? 0) + 1;
  }
  const appeared = after.rows.filter(({ id }) => !known.has(id)).length;
  const announced = Math.max(0, after.arrived.count - before.arrived.count);
  return { states, arrived: appeared + announced };
}

/** Changes of two readings one after the other. */
export function addedChanges(one: PageChanges, other: PageChanges): PageChanges {
  const states = { ...one.states };
  for (const state of RUN_STATES) {
    const more = other.states[state] ?? 0;
    if (more > 0) states[state] = (states[state] ?? 0) + more;
  }
  return { states, arrived: one.arrived + other.arrived };
}

/** `3 runs now Error, 1 run now Completed, 2 new runs`; empty when there is nothing to tell. */
export function changesSentence({ states, arrived }: PageChanges): string {
  const told = RUN_STATES.filter((state) => (states[state] ?? 0) > 0).map(
    (state) => `${formatCount(states[state] ?? 0, "run")} now ${state}`,
  );
  if (arrived > 0) told.push(formatCount(arrived, "new run"));
  return told.join(", ");
}
