import type { RunState } from "@/lib/domain/run/run-state";
import { nextOpening } from "@/lib/domain/schedule/window-openings";
import type { GateCandidate, GateWorld } from "./gate-world";
import { windowResource } from "./resource";

/** The start shown of a run that has none within two years (run-states-and-chains 4.6). */
export const NEVER = new Date("2999-12-31T00:00:00Z");

/** What the time window of a run says about it now. */
export type WindowGate =
  | { open: true; closesAt: Date | null }
  | {
      open: false;
      path: readonly RunState[];
      reason: string;
      /** When the next opening begins; null when that is not waited for. */
      wakeAt: Date | null;
      startAt: Date | null;
    };

/** The time gate, the first of 8.3: rows 32, 33 and 35 of the state table where the window is closed. */
export function windowGate(candidate: GateCandidate, world: GateWorld): WindowGate {
  const { window: name, minimumOpenSeconds } = candidate.needs;
  if (name === null) return { open: true, closesAt: null };
  const lookup = world.windows(candidate.tenantId);
  const window = lookup.window(name);
  if (window === null) return closed([], `WINDOW_MISSING: ${name}`, null);
  const opening = nextOpening(window, {
    from: world.now,
    ...(minimumOpenSeconds === null ? {} : { minimumOpenSeconds }),
    lookup,
  });
  if (opening !== null && opening.at <= world.now) return { open: true, closesAt: opening.until };
  const isFirst = candidate.state === "Scheduled" && candidate.windowClosesAt === null;
  return isFirst ? beforeOpening(name, opening) : missed(name, candidate, opening);
}

type Opening = { at: Date } | null;

function beforeOpening(name: string, opening: Opening): WindowGate {
  return opening ? closed([], `WINDOW_CLOSED: ${name}`, opening.at) : never(["Never"]);
}

/** The first window after the start opened and closed without the run: what its definition says (4.6). */
function missed(name: string, { needs, state }: GateCandidate, opening: Opening): WindowGate {
  switch (needs.whenOverdue) {
    case "Overdue":
      return closed(["Overdue"], `WINDOW_MISSED: ${name}`, null);
    case "Held":
      return closed(["Held"], `WINDOW_MISSED: ${name}`, null);
    case "Canceled":
      return closed(["Canceling", "Canceled"], `WINDOW_MISSED: ${name}`, null);
    case "Scheduled": {
      const path: RunState[] = state === "Scheduled" ? [] : ["Scheduled"];
      return opening
        ? closed(path, `WINDOW_CLOSED: ${name}`, opening.at)
        : never([...path, "Never"]);
    }
  }
}

function closed(path: readonly RunState[], reason: string, wakeAt: Date | null): WindowGate {
  return { open: false, path, reason, wakeAt, startAt: null };
}

function never(path: readonly RunState[]): WindowGate {
  return { open: false, path, reason: "NO_OPENING", wakeAt: null, startAt: NEVER };
}

/** What a run with this window waits for while it is closed. */
export function windowOf({ needs }: GateCandidate): string | null {
  return needs.window === null ? null : windowResource(needs.window);
}
