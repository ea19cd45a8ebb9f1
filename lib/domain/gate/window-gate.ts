import type { RunState } from "@/lib/domain/run/run-state";
import type { TimeWindow, WindowLookup } from "@/lib/domain/schedule/time-window";
import { type NextOpening, nextOpening } from "@/lib/domain/schedule/window-openings";
import type { GateNeeds } from "./gate-needs";
import type { GateCandidate, GateWorld } from "./gate-world";

/** The start shown of a run that has none within two years (run-states-and-chains 4.6). */
export const NEVER = new Date("2999-12-31T00:00:00Z");

/** How often a start is looked for again that was more than two years away. */
const SEARCH_EVERY_MS = 24 * 60 * 60 * 1000;

/** When a start is looked for again for a run that has none within two years. */
export function nextSearch(now: Date): Date {
  return new Date(now.getTime() + SEARCH_EVERY_MS);
}

/** What the time window of a run says about it now. */
export type WindowGate =
  | { open: true; closesAt: Date | null }
  | {
      open: false;
      path: readonly RunState[];
      reason: string;
      /** It waits for the window; else for a person, or for nothing any more. */
      isAwaited: boolean;
      /** When the next opening begins, or is looked for again; null when that is not waited for. */
      wakeAt: Date | null;
      /** The last moment of that opening in which it may start, itself outside; null for none. */
      closesAt: Date | null;
      startAt: Date | null;
    };

/**
 * The time gate, the first of 8.3: rows 32, 33 and 35 of the state table where the window is closed. A run has missed
 * its window when the first opening after its requested start is over, also when nobody looked at it meanwhile.
 */
export function windowGate(candidate: GateCandidate, world: GateWorld): WindowGate {
  const { needs, state } = candidate;
  if (needs.window === null) return { open: true, closesAt: null };
  const lookup = world.windows(candidate.tenantId);
  const window = lookup.window(needs.window);
  if (window === null) return missing(needs.window);
  const openingAfter = (from: Date) => nextStart(window, needs, { from, lookup });
  const next = openingAfter(world.now);
  const isOpen = next !== null && next.at <= world.now;
  const first = candidate.windowClosesAt ?? lastStart(openingAfter(candidate.startAt), needs);
  const isOver = first !== null && first <= world.now;
  const isLeft = !isOpen && state !== "Scheduled";
  if ((isOver || isLeft) && needs.whenOverdue !== "Scheduled") {
    return missed(needs.window, needs.whenOverdue);
  }
  if (isOpen) return { open: true, closesAt: lastStart(next, needs) };
  return closed(needs.window, candidate, { next, now: world.now });
}

/** Whether a run that waits in a window, or has had no start in it, finds one within two years (row 36). */
export function findsStart(
  needs: Pick<GateNeeds, "window" | "minimumOpenSeconds">,
  at: { from: Date; lookup: WindowLookup },
): boolean {
  const window = needs.window === null ? null : at.lookup.window(needs.window);
  return window !== null && nextStart(window, needs, at) !== null;
}

function nextStart(
  window: TimeWindow,
  { minimumOpenSeconds }: Pick<GateNeeds, "minimumOpenSeconds">,
  { from, lookup }: { from: Date; lookup: WindowLookup },
): NextOpening | null {
  const minimum = minimumOpenSeconds === null ? {} : { minimumOpenSeconds };
  return nextOpening(window, { from, ...minimum, lookup });
}

/** The end of an opening less what it must be open for; the run may start up to that moment, with a minimum also in it. */
function lastStart(opening: NextOpening | null, { minimumOpenSeconds }: GateNeeds): Date | null {
  if (!opening?.until) return null;
  if (!minimumOpenSeconds) return opening.until;
  return new Date(opening.until.getTime() - minimumOpenSeconds * 1000 + 1);
}

/** Closed, and its next opening is waited for: row 33 with the policy Scheduled, or row 35 when there is none. */
function closed(
  name: string,
  { state, needs }: GateCandidate,
  { next, now }: { next: NextOpening | null; now: Date },
): WindowGate {
  const path: RunState[] = state === "Scheduled" ? [] : ["Scheduled"];
  const waits = { open: false, isAwaited: true } as const;
  if (next === null) {
    const never = { ...waits, path: [...path, "Never" as const], reason: `NO_OPENING: ${name}` };
    return { ...never, wakeAt: nextSearch(now), closesAt: null, startAt: NEVER };
  }
  const sleeping = { ...waits, path, reason: `WINDOW_CLOSED: ${name}`, startAt: null };
  return { ...sleeping, wakeAt: next.at, closesAt: lastStart(next, needs) };
}

function missing(name: string): WindowGate {
  return {
    ...{ open: false, path: [], reason: `WINDOW_MISSING: ${name}`, isAwaited: true },
    ...{ wakeAt: null, closesAt: null, startAt: null },
  };
}

/** The first window after the start opened and closed without the run: what its definition says (4.6). */
function missed(name: string, whenOverdue: "Overdue" | "Held" | "Canceled"): WindowGate {
  const path: readonly RunState[] =
    whenOverdue === "Canceled" ? ["Canceling", "Canceled"] : [whenOverdue];
  return {
    ...{ open: false, path, reason: `WINDOW_MISSED: ${name}`, isAwaited: false },
    ...{ wakeAt: null, closesAt: null, startAt: null },
  };
}
