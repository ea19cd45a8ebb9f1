import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { isFinal } from "@/lib/domain/run/run-state";
import { type StateSegment, segmentMs } from "@/lib/domain/run/timeline-segments";
import { formatDuration } from "@/lib/format/format-duration";
import { formatInstant } from "@/lib/format/format-when";

/** A stay as one sentence, for those who hear the diagram instead of seeing it. */
export function segmentSentence(
  segment: StateSegment,
  options: { now: Date; count?: number },
): string {
  const { word } = RUN_STATE_APPEARANCE[segment.state];
  const since = `since ${formatInstant(segment.from)}`;
  const length = formatDuration(segmentMs(segment, options.now));
  const stay = isFinal(segment.state)
    ? `${word} at ${formatInstant(segment.from)}`
    : segment.until === null
      ? `${word} ${since}, so far ${length}`
      : `${word} ${since}, for ${length}`;
  const cause = segment.reason === null ? "" : `, ${segment.reason}`;
  const actor = segment.actor === null ? "" : `, by ${segment.actor}`;
  const others = (options.count ?? 1) - 1;
  const crowd = others > 0 ? `, with ${others} more changes at this time` : "";
  return `${stay}${cause}${actor}${crowd}`;
}
