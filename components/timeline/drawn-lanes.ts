import { TRANSITIONAL_STATES } from "@/components/runs/run-state-appearance";
import {
  foldSegments,
  type StateSegment,
  segmentMs,
  segmentsFromTransitions,
  type TransitionView,
} from "@/lib/domain/run/timeline-segments";

/** Leads from a state to what caused it: the run that holds the lock, the event, the queue. */
export type LaneLink = { label: string; href: string };

/** One run as the diagram is given it. */
export type TimelineLaneInput = {
  id: string;
  label: string;
  sublabel?: string | undefined;
  /** Depth below the first lane: chain 0, step 1, call 2. */
  indent?: number;
  href?: string | undefined;
  /** Why the run is where it is now. */
  why?: string | undefined;
  /** What it waits for now, and the run that is in its way. */
  links?: readonly LaneLink[] | undefined;
  /** Whether the lanes below it are folded away; absent where there are none. */
  isFolded?: boolean | undefined;
  transitions: readonly TransitionView[];
};

/** One run as it is drawn. */
export type TimelineLaneView = Omit<TimelineLaneInput, "transitions"> & {
  segments: readonly StateSegment[];
  /** The segments where they stand on the axis: moved where lanes are aligned, otherwise the same. */
  placed: readonly StateSegment[];
  /** Milliseconds the segments were moved to the left by. */
  movedBy: number;
};

/** A passing state that lasts longer than this is something to look at. */
const PASSING_MS = 10_000;
const NO_TIME = new Date(0);

/** The stays of each lane, the passing ones folded into their neighbours unless they are asked for. */
export function drawnLanes(
  lanes: readonly TimelineLaneInput[],
  options: { showsTransitional: boolean; isAligned: boolean },
): TimelineLaneView[] {
  return lanes.map(({ transitions, ...lane }) => {
    const all = segmentsFromTransitions(transitions);
    const segments = options.showsTransitional ? all : withoutPassing(all);
    const movedBy = options.isAligned ? startOfExecution(all) : 0;
    const placed = movedBy === 0 ? segments : segments.map((stay) => moved(stay, movedBy));
    return { ...lane, segments, placed, movedBy };
  });
}

/** The stays with the short ones in transitional states folded into their neighbours. */
export function withoutPassing(segments: readonly StateSegment[]): StateSegment[] {
  const lasting = new Set(
    segments.filter((stay) => segmentMs(stay, NO_TIME) >= PASSING_MS).map(({ state }) => state),
  );
  return foldSegments(
    segments,
    TRANSITIONAL_STATES.filter((state) => !lasting.has(state)),
  );
}

/** Now, as the lane that has come furthest on the axis has it; epoch milliseconds are counted from its start there. */
export function latestPlaced(lanes: readonly TimelineLaneView[], now: Date): Date {
  const lasting = lanes.filter((lane) => lane.segments.at(-1)?.until === null);
  if (lasting.length === 0) return now;
  return new Date(Math.max(...lasting.map((lane) => now.getTime() - lane.movedBy)));
}

/** When a run was first executed, else when it ended without, else when it was last changed; epoch milliseconds. */
function startOfExecution(segments: readonly StateSegment[]): number {
  const started = segments.find(({ state }) => state === "Running" || state === "Waiting");
  return (started ?? segments.at(-1))?.from.getTime() ?? 0;
}

function moved(stay: StateSegment, by: number): StateSegment {
  const until = stay.until === null ? null : new Date(stay.until.getTime() - by);
  return { ...stay, from: new Date(stay.from.getTime() - by), until };
}
