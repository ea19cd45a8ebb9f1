"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { transitionViews } from "@/components/runs/chain-timeline";
import { chainTransitionsTsv } from "@/components/runs/chain-transitions-tsv";
import { DurationText } from "@/components/runs/duration-text";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { ReasonText } from "@/components/runs/transitions-table";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { ChainRunItem, ChainRuns } from "@/lib/domain/run/chain-runs";
import { isFinal } from "@/lib/domain/run/run-state";
import { timelineLanes } from "@/lib/domain/run/timeline-lanes";
import { type StateSegment, segmentsFromTransitions } from "@/lib/domain/run/timeline-segments";
import { formatCount, formatNumber } from "@/lib/format/format-number";

type ChainTransitionsTableProps = {
  chain: ChainRuns;
  hrefOf: (runId: string) => string;
  /** Names the chain in the caption. */
  label: string;
};

/** A stay of one lane. */
type LaneStay = {
  run: ChainRunItem;
  lane: string;
  sublabel: string;
  depth: number;
  segment: StateSegment;
};

const SHOWN_AT_FIRST = 300;

/** Every stay of a chain, its steps and its calls as a row: the timeline for reading, hearing and copying. */
export function ChainTransitionsTable({ chain, hrefOf, label }: ChainTransitionsTableProps) {
  const stays = useMemo(() => staysOf(chain), [chain]);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? stays : stays.slice(0, SHOWN_AT_FIRST);
  const caption = `${formatCount(stays.length, "stay")} of ${label}, its steps and its calls`;
  return (
    <>
      <div className="flex items-center justify-between gap-2 px-3 py-1 text-xs text-ink-muted">
        <span aria-hidden="true">{caption}</span>
        <CopyButton text={() => chainTransitionsTsv(chain)} label="Copy as table" showLabel />
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
              key={`${stay.run.id}-${index}`}
              stay={stay}
              href={hrefOf(stay.run.id)}
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
  const { segment, lane, sublabel, depth } = stay;
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
        <ReasonText segment={segment} why={stay.run.explanation} />
      </Td>
    </Tr>
  );
}

function staysOf({ root, runs }: ChainRuns): LaneStay[] {
  return timelineLanes(root, runs).flatMap(({ run, label, sublabel, depth }) =>
    segmentsFromTransitions(transitionViews(run)).map((segment) => ({
      run,
      lane: label,
      sublabel,
      depth,
      segment,
    })),
  );
}
