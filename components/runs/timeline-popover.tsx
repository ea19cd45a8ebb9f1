"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { segmentCause } from "@/components/runs/segment-sentence";
import type { SegmentPosition } from "@/components/runs/timeline-keys";
import { crowdSpan, crowdStates } from "@/components/timeline/crowd-words";
import type { TimelineLaneView } from "@/components/timeline/drawn-lanes";
import { localTime } from "@/components/timeline/local-time";
import { isFinal } from "@/lib/domain/run/run-state";
import { type StateSegment, segmentMs } from "@/lib/domain/run/timeline-segments";
import { cn } from "@/lib/format/cn";
import { formatDuration, formatDurationExact } from "@/lib/format/format-duration";
import { formatCount } from "@/lib/format/format-number";
import { formatInstant } from "@/lib/format/format-when";

/** A segment, or a crowd of them in one box, and where the popover of it stands. */
export type PopoverTarget = SegmentPosition & {
  first: number;
  last: number;
  /** Position inside the diagram, in pixels. */
  x: number;
  y: number;
};

type PopoverProps = {
  lane: TimelineLaneView;
  target: PopoverTarget;
  boundsWidth: number;
  now: Date;
};

const WIDTH_PX = 320;

/** State, since, until, duration, cause and actor of the segment under pointer or focus. */
export function TimelinePopover({ lane, target, boundsWidth, now }: PopoverProps) {
  const segment = lane.segments[target.index];
  if (segment === undefined) return null;
  const crowd = lane.segments.slice(target.first, target.last + 1);
  const left = Math.max(4, Math.min(target.x - 24, boundsWidth - WIDTH_PX - 4));
  const links = segment.until === null ? (lane.links ?? []) : [];
  return (
    <div
      data-timeline-popover=""
      data-print="hide"
      // What it says is the name of the segment too; only its links are something more.
      aria-hidden={links.length === 0}
      style={{ left, top: target.y, width: Math.min(WIDTH_PX, boundsWidth - 8) }}
      className={cn(
        "animate-appear absolute z-40 rounded-md border border-line bg-raised p-2.5 text-xs shadow-pop",
        links.length === 0 && "pointer-events-none",
      )}
    >
      <div className="mb-1.5 flex items-center justify-between gap-3">
        {isSeveral(crowd) ? (
          <span className="font-medium">Several states</span>
        ) : (
          <RunStateBadge state={segment.state} />
        )}
        <span className="truncate text-ink-muted">
          {lane.label} {lane.sublabel}
        </span>
      </div>
      <dl className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-y-0.5">
        {crowd.length > 1 ? (
          <CrowdRows crowd={crowd} />
        ) : (
          <StayRows segment={segment} why={lane.why} now={now} />
        )}
        {links.length > 0 && (
          <Row name="Leads to">
            {links.map(({ label, href }) => (
              <Link
                key={href}
                href={href}
                className="mr-3 text-accent-text underline underline-offset-2"
              >
                {label}
              </Link>
            ))}
          </Row>
        )}
      </dl>
    </div>
  );
}

/** An outcome speaks for a crowd; without one none of its states does. */
function isSeveral(crowd: readonly StateSegment[]): boolean {
  const last = crowd.at(-1);
  if (last === undefined || isFinal(last.state)) return false;
  return crowd.some(({ state }) => state !== last.state);
}

function StayRows(props: { segment: StateSegment; why: string | undefined; now: Date }) {
  const { segment, why, now } = props;
  const cause = segmentCause(segment, why);
  return (
    <>
      <InstantRow name={isFinal(segment.state) ? "At" : "Since"} at={segment.from} />
      {!isFinal(segment.state) && (
        <>
          {segment.until === null ? (
            <Row name="Until">still lasts</Row>
          ) : (
            <InstantRow name="Until" at={segment.until} />
          )}
          <Row name="Duration" mono>
            {durationOf(segment, now)}
          </Row>
        </>
      )}
      {cause !== null && <Row name="Cause">{cause}</Row>}
      {segment.actor !== null && <Row name="Actor">{segment.actor}</Row>}
      {segment.folded.length > 0 && (
        <Row name="Includes">{segment.folded.map((part) => foldedWords(part, now)).join(", ")}</Row>
      )}
    </>
  );
}

function CrowdRows({ crowd }: { crowd: readonly StateSegment[] }) {
  const span = crowdSpan(crowd);
  if (span === null) return null;
  return (
    <>
      <InstantRow name="Since" at={new Date(span.from)} />
      <InstantRow name="Until" at={new Date(span.to)} />
      <Row name={formatCount(crowd.length, "stay")}>{crowdStates(crowd)}</Row>
      {span.to > span.from && <Row name="Press">zooms in to tell them apart</Row>}
    </>
  );
}

/** An instant in UTC, and below it in the time of the viewer. */
function InstantRow({ name, at }: { name: string; at: Date }) {
  return (
    <Row name={name} mono>
      {formatInstant(at)}
      <span className="text-ink-muted"> ({localTime(at)} local)</span>
    </Row>
  );
}

function Row(props: { name: string; mono?: boolean; children: ReactNode }) {
  const { name, mono = false, children } = props;
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className={mono ? "wrap-anywhere font-mono text-2xs leading-4" : "wrap-anywhere"}>
        {children}
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
