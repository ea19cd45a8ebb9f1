import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { reasonWords } from "@/lib/domain/run/explanation/reason-words";
import { isFinal } from "@/lib/domain/run/run-state";
import { type StateSegment, segmentMs } from "@/lib/domain/run/timeline-segments";
import { formatDuration } from "@/lib/format/format-duration";
import { formatInstant } from "@/lib/format/format-when";

/** A stay as one sentence, for those who hear the diagram instead of seeing it. */
export function segmentSentence(
  segment: StateSegment,
  options: { now: Date; count?: number; why?: string | undefined },
): string {
  const { word } = RUN_STATE_APPEARANCE[segment.state];
  const since = `since ${formatInstant(segment.from)}`;
  const length = formatDuration(segmentMs(segment, options.now));
  const stay = isFinal(segment.state)
    ? `${word} at ${formatInstant(segment.from)}`
    : segment.until === null
      ? `${word} ${since}, so far ${length}`
      : `${word} ${since}, for ${length}`;
  const reason = segmentCause(segment, options.why);
  const cause = reason === null ? "" : `, ${reason}`;
  const actor = segment.actor === null ? "" : `, by ${segment.actor}`;
  const others = (options.count ?? 1) - 1;
  const crowd = others > 0 ? `, with ${others} more changes at this time` : "";
  return `${stay}${cause}${actor}${crowd}`;
}

/**
 * Why a run was in a state, in words: of a stay that lasts what it waits for now, where that is known, else what the
 * change of state was recorded with.
 */
export function segmentCause(segment: StateSegment, why: string | undefined): string | null {
  if (segment.until === null && why !== undefined) return why;
  return reasonWords(segment.state, segment.reason);
}
