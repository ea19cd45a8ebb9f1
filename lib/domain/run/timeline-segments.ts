import { isFinal, type RunState } from "./run-state";

/** One change of state, as stored: the state that was entered, when, by whom and why. */
export type TransitionView = {
  state: RunState;
  at: Date;
  actor?: string | null | undefined;
  reason?: string | null | undefined;
};

/** A stay in one state. `until` is null while the stay lasts. */
export type StateSegment = {
  state: RunState;
  from: Date;
  until: Date | null;
  actor: string | null;
  reason: string | null;
  /** The short stays that were folded into this one. */
  folded: readonly StateSegment[];
};

/**
 * The changes of a run with why it is still where it is: what a run waits for may change while its state does not, and
 * only the run itself tells then.
 */
export function withPresentReason(
  transitions: readonly TransitionView[],
  { state, reason }: { state: RunState; reason: string | null },
): readonly TransitionView[] {
  const last = transitions.at(-1);
  if (last === undefined || last.state !== state || isFinal(state) || reason === null) {
    return transitions;
  }
  return [...transitions.slice(0, -1), { ...last, reason }];
}

/**
 * The stays between the changes. They tile [first change, end] without gap or overlap, in order;
 * a change dated before its predecessor (a clock that was set back) counts at the predecessor's
 * time. A final state is the last stay and has no length.
 */
export function segmentsFromTransitions(transitions: readonly TransitionView[]): StateSegment[] {
  const segments: StateSegment[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (const transition of transitions) {
    latest = Math.max(latest, transition.at.getTime());
    const from = new Date(latest);
    const previous = segments.at(-1);
    if (previous !== undefined) previous.until = from;
    segments.push({
      state: transition.state,
      from,
      until: isFinal(transition.state) ? from : null,
      actor: transition.actor ?? null,
      reason: transition.reason ?? null,
      folded: [],
    });
  }
  return segments;
}

/**
 * Folds stays in the given states into the stay before them (a leading one into the stay after),
 * so that the rest still tiles the same span. A last, unfinished stay is never folded.
 */
export function foldSegments(
  segments: readonly StateSegment[],
  states: readonly RunState[],
): StateSegment[] {
  const shown: StateSegment[] = [];
  let leading: StateSegment[] = [];
  segments.forEach((segment, index) => {
    const isFolded = states.includes(segment.state) && index < segments.length - 1;
    const previous = shown.at(-1);
    if (!isFolded) {
      const from = leading[0]?.from ?? segment.from;
      shown.push({ ...segment, from, folded: [...leading, ...segment.folded] });
      leading = [];
    } else if (previous === undefined) {
      leading.push(segment);
    } else {
      shown[shown.length - 1] = {
        ...previous,
        until: segment.until,
        folded: [...previous.folded, segment],
      };
    }
  });
  return shown;
}

/** Length in milliseconds; a stay that lasts is measured up to `now`. */
export function segmentMs(segment: StateSegment, now: Date): number {
  return Math.max(0, (segment.until ?? now).getTime() - segment.from.getTime());
}

/** First instant to last; what still lasts ends at `now`. Null without any segment. */
export function spanOfSegments(
  lanes: readonly (readonly StateSegment[])[],
  now: Date,
): { from: number; to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const lane of lanes) {
    const first = lane[0];
    const last = lane.at(-1);
    if (first === undefined || last === undefined) continue;
    from = Math.min(from, first.from.getTime());
    to = Math.max(to, (last.until ?? now).getTime());
  }
  return from > to ? null : { from, to };
}
