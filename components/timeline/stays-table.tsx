"use client";

import Link from "next/link";
import { useState } from "react";
import { DurationText } from "@/components/runs/duration-text";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { ReasonText } from "@/components/runs/transitions-table";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { isFinal } from "@/lib/domain/run/run-state";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";
import { formatNumber } from "@/lib/format/format-number";

/** A stay of one lane. */
export type LaneStay = {
  runId: string;
  lane: string;
  sublabel: string;
  depth: number;
  /** What the run waits for now, for a stay that lasts. */
  why?: string | undefined;
  segment: StateSegment;
};

type StaysTableProps = {
  stays: readonly LaneStay[];
  hrefOf: (runId: string) => string;
  /** How many stays of what. */
  caption: string;
  /** The same as tab-separated text. */
  text: () => string;
};

const SHOWN_AT_FIRST = 300;

/** Every stay of many lanes as a row: the timeline for reading, hearing and copying. */
export function StaysTable({ stays, hrefOf, caption, text }: StaysTableProps) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? stays : stays.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <div className="flex items-center justify-between gap-2 px-3 py-1 text-xs text-ink-muted">
        <span aria-hidden="true">{caption}</span>
        <CopyButton text={text} label="Copy as table" showLabel />
      </div>
      <Table caption={caption}>
        <thead>
          <tr>
            <Th>Run</Th>
            <Th>State</Th>
            <Th>From (UTC)</Th>
            <Th>Until (UTC)</Th>
            <Th numeric>Stayed</Th>
            <Th>Actor</Th>
            <Th className="w-full">Reason</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((stay, index) => (
            <StayRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a stay is only told from another of its run by its place.
              key={`${stay.runId}-${index}`}
              stay={stay}
              href={hrefOf(stay.runId)}
            />
          ))}
        </tbody>
      </Table>
      {shown.length < stays.length && (
        <div className="border-t border-line p-2">
          <Button size="sm" onClick={() => setShowsAll(true)}>
            Show all {formatNumber(stays.length)}
          </Button>
        </div>
      )}
    </>
  );
}

function StayRow({ stay, href }: { stay: LaneStay; href: string }) {
  const { segment, lane, sublabel, depth, why } = stay;
  return (
    <Tr>
      <Td className="whitespace-nowrap" style={{ paddingLeft: 12 + depth * 14 }}>
        <Link href={href} className="text-accent-text underline underline-offset-2">
          {lane}
        </Link>{" "}
        <span className="text-xs text-ink-muted">{sublabel}</span>
      </Td>
      <Td>
        <RunStateBadge state={segment.state} size="sm" />
      </Td>
      <Td mono className="whitespace-nowrap">
        <InstantText at={segment.from} precise />
      </Td>
      <Td mono className="whitespace-nowrap">
        {isFinal(segment.state) ? (
          <span className="text-ink-faint">–</span>
        ) : segment.until === null ? (
          <span className="text-ink-muted">lasts</span>
        ) : (
          <InstantText at={segment.until} precise />
        )}
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
        <ReasonText segment={segment} {...(why === undefined ? {} : { why })} />
      </Td>
    </Tr>
  );
}
