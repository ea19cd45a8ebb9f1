"use client";

import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { segmentCause } from "@/components/runs/segment-sentence";
import { isFinal } from "@/lib/domain/run/run-state";
import { type StateSegment, segmentMs } from "@/lib/domain/run/timeline-segments";
import { formatDuration, formatDurationExact } from "@/lib/format/format-duration";
import { formatInstant } from "@/lib/format/format-when";

export type PopoverTarget = {
  laneIndex: number;
  index: number;
  /** Position inside the diagram, in pixels. */
  x: number;
  y: number;
};

const WIDTH_PX = 304;

/** State, since, until, duration, cause and actor of the segment under pointer or focus. */
export function TimelinePopover(props: {
  segment: StateSegment;
  label: string;
  /** Why the run is where it is now, for a stay that lasts. */
  why: string | undefined;
  target: PopoverTarget;
  boundsWidth: number;
  now: Date;
}) {
  const { segment, label, why, target, boundsWidth, now } = props;
  const cause = segmentCause(segment, why);
  const left = Math.max(4, Math.min(target.x - 24, boundsWidth - WIDTH_PX - 4));
  return (
    <div
      aria-hidden="true"
      style={{ left, top: target.y, width: Math.min(WIDTH_PX, boundsWidth - 8) }}
      className="animate-appear pointer-events-none absolute z-40 rounded-md border border-line bg-raised p-2.5 text-xs shadow-pop"
    >
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <RunStateBadge state={segment.state} />
        <span className="truncate text-ink-muted">{label}</span>
      </div>
      <dl className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-y-0.5">
        <Row
          name={isFinal(segment.state) ? "At" : "Since"}
          value={formatInstant(segment.from)}
          mono
        />
        {!isFinal(segment.state) && (
          <>
            <Row
              name="Until"
              value={segment.until === null ? "still lasts" : formatInstant(segment.until)}
              mono
            />
            <Row name="Duration" value={durationOf(segment, now)} mono />
          </>
        )}
        {cause !== null && <Row name="Cause" value={cause} />}
        {segment.actor !== null && <Row name="Actor" value={segment.actor} />}
        {segment.folded.length > 0 && (
          <Row
            name="Includes"
            value={segment.folded.map((part) => foldedWords(part, now)).join(", ")}
          />
        )}
      </dl>
    </div>
  );
}

function Row({ name, value, mono = false }: { name: string; value: string; mono?: boolean }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className={mono ? "wrap-anywhere font-mono text-2xs leading-4" : "wrap-anywhere"}>
        {value}
      </dd>
    </>
  );
}

function durationOf(segment: StateSegment, now: Date): string {
  const ms = segmentMs(segment, now);
  return segment.until === null ? `${formatDuration(ms)} so far` : formatDurationExact(ms);
}

function foldedWords(segment: StateSegment, now: Date): string {
  return `${RUN_STATE_APPEARANCE[segment.state].word} ${formatDuration(segmentMs(segment, now))}`;
}
