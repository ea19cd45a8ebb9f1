import { type RunState, stageOf } from "@/lib/domain/run/run-state";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";

/** An idle stretch that is drawn shorter than it was; `from` and `to` in epoch milliseconds. */
export type TimeBreak = {
  from: number;
  to: number;
  /** The milliseconds it takes on the drawn axis, fewer than it lasted and more than none. */
  drawnMs: number;
};

/** A stretch that is this many times as long as everything shorter together may be broken. */
const IDLE_TIMES = 3;
/** What a break takes of the rest at most, and what all of them take together. */
const BREAK_SHARE = 0.08;
const ALL_BREAKS_SHARE = 0.5;
const LEAST_REST_MS = 1_000;

/** States in which a run does nothing itself, although it has begun. */
const RESTING: readonly RunState[] = ["Waiting", "Console"];

/** Where an instant stands on the drawn axis: the same instant less what the breaks before it save. */
export function drawnAt(breaks: readonly TimeBreak[], at: number): number {
  let saved = 0;
  for (const gap of breaks) {
    if (at <= gap.from) break;
    const inside = Math.min(at, gap.to) - gap.from;
    saved += inside * (1 - gap.drawnMs / (gap.to - gap.from));
  }
  return at - saved;
}

/** The instant that stands at a place of the drawn axis; undoes {@link drawnAt}. */
export function instantAt(breaks: readonly TimeBreak[], drawn: number): number {
  let at = drawn;
  for (const gap of breaks) {
    if (at <= gap.from) break;
    const inside = Math.min(at - gap.from, gap.drawnMs);
    at += inside * ((gap.to - gap.from) / gap.drawnMs - 1);
  }
  return at;
}

/**
 * The stretches worth breaking: between two changes, with nothing being executed in any lane, and long beside
 * everything shorter. In order and apart from each other; none after the last change, which may still grow.
 */
export function idleBreaks(
  lanes: readonly (readonly StateSegment[])[],
  untilMs: number,
): TimeBreak[] {
  const edges = edgesOf(lanes, untilMs);
  const first = edges[0];
  if (first === undefined) return [];
  const idle = idleStretches(edges).toSorted((a, b) => lengthOf(a) - lengthOf(b));
  let rest = untilMs - first.at - idle.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
  rest = Math.max(LEAST_REST_MS, rest);
  const long = idle.filter((stretch) => {
    if (lengthOf(stretch) > rest * IDLE_TIMES) return true;
    rest += lengthOf(stretch);
    return false;
  });
  const drawnMs = Math.min(rest * BREAK_SHARE, (rest * ALL_BREAKS_SHARE) / long.length);
  return long
    .filter((stretch) => lengthOf(stretch) > drawnMs * 2)
    .toSorted((a, b) => a.from - b.from)
    .map((stretch) => ({ ...stretch, drawnMs }));
}

type Edge = { at: number; executing: number };
type Stretch = { from: number; to: number };

function edgesOf(lanes: readonly (readonly StateSegment[])[], untilMs: number): Edge[] {
  const edges: Edge[] = [];
  for (const { state, from, until } of lanes.flat()) {
    const executes = stageOf(state) === "running" && !RESTING.includes(state) ? 1 : 0;
    edges.push({ at: from.getTime(), executing: executes });
    if (until !== null) edges.push({ at: until.getTime(), executing: -executes });
    else if (executes === 1) edges.push({ at: Math.max(from.getTime(), untilMs), executing: -1 });
  }
  return edges.sort((a, b) => a.at - b.at);
}

function idleStretches(edges: readonly Edge[]): Stretch[] {
  const stretches: Stretch[] = [];
  let executing = 0;
  edges.forEach(({ at, executing: change }, index) => {
    executing += change;
    const next = edges[index + 1]?.at ?? at;
    if (executing === 0 && next > at) stretches.push({ from: at, to: next });
  });
  return stretches;
}

function lengthOf({ from, to }: Stretch): number {
  return to - from;
}
