"use client";

import { DurationText } from "@/components/runs/duration-text";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { segmentCause } from "@/components/runs/segment-sentence";
import { transitionsTsv } from "@/components/runs/transitions-tsv";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { isFinal } from "@/lib/domain/run/run-state";
import {
  type StateSegment,
  segmentsFromTransitions,
  type TransitionView,
} from "@/lib/domain/run/timeline-segments";
import { formatCount } from "@/lib/format/format-number";

type TransitionsTableProps = {
  transitions: readonly TransitionView[];
  /** Names the run in the caption and the copied text. */
  label: string;
  className?: string;
};

/** Every change of state as a row: the timeline for reading, hearing and copying. */
export function TransitionsTable({ transitions, label, className }: TransitionsTableProps) {
  const segments = segmentsFromTransitions(transitions);
  const caption = `${formatCount(segments.length, "transition")} of ${label}`;
  return (
    <div className={className}>
      <div className="flex items-center justify-between gap-2 px-3 py-1 text-xs text-ink-muted">
        <span aria-hidden="true">{caption}</span>
        <CopyButton text={() => transitionsTsv(transitions)} label="Copy as table" showLabel />
      </div>
      <Table caption={caption}>
        <thead>
          <tr>
            <Th>From</Th>
            <Th>To</Th>
            <Th>At (UTC)</Th>
            <Th numeric>Stayed</Th>
            <Th>Actor</Th>
            <Th className="w-full">Reason</Th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment, index) => {
            const previous = segments[index - 1];
            return (
              <Tr key={`${segment.from.getTime()}-${segment.state}`}>
                <Td>
                  {previous === undefined ? (
                    <span className="text-ink-muted">Submitted</span>
                  ) : (
                    <RunStateBadge state={previous.state} size="sm" />
                  )}
                </Td>
                <Td>
                  <RunStateBadge state={segment.state} size="sm" />
                </Td>
                <Td mono className="whitespace-nowrap">
                  <InstantText at={segment.from} precise />
                </Td>
                <Td numeric mono>
                  {isFinal(segment.state) ? (
                    <span className="text-ink-faint">–</span>
                  ) : (
                    <DurationText from={segment.from} until={segment.until} />
                  )}
                </Td>
                <Td className="whitespace-nowrap text-ink-muted">{segment.actor ?? "–"}</Td>
                <Td className="min-w-48 text-ink-muted">
                  <ReasonText segment={segment} />
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}

/** Why a state was entered, in words; as it was recorded on hover. */
export function ReasonText({ segment, why }: { segment: StateSegment; why?: string }) {
  const text = segmentCause(segment, why);
  if (text === null) return "–";
  return (
    <span title={segment.reason ?? undefined} className="first-letter:uppercase inline-block">
      {text}
    </span>
  );
}
