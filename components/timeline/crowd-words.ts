import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import type { RunState } from "@/lib/domain/run/run-state";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";
import { formatDuration } from "@/lib/format/format-duration";
import { formatCount } from "@/lib/format/format-number";
import { formatInstant } from "@/lib/format/format-when";

/** The states of a crowd with how often each occurs, the most frequent first: `Queued 7 ×, LockWait 6 ×`. */
export function crowdStates(crowd: readonly StateSegment[]): string {
  const counts = new Map<RunState, number>();
  for (const { state } of crowd) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([state, count]) => {
      const { word } = RUN_STATE_APPEARANCE[state];
      return count === 1 ? word : `${word} ${count} ×`;
    })
    .join(", ");
}

/** From the first to the end of the last stay of a crowd, in epoch milliseconds. */
export function crowdSpan(crowd: readonly StateSegment[]): { from: number; to: number } | null {
  const [first, last] = [crowd[0], crowd.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { from: first.from.getTime(), to: (last.until ?? last.from).getTime() };
}

/** A crowd as one sentence, for those who hear the diagram. */
export function crowdSentence(crowd: readonly StateSegment[]): string {
  const span = crowdSpan(crowd);
  if (span === null) return "";
  const length = formatDuration(span.to - span.from);
  const since = formatInstant(new Date(span.from));
  return `${formatCount(crowd.length, "stay")} within ${length} since ${since}: ${crowdStates(crowd)}. Zoom in to tell them apart`;
}
