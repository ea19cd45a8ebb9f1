"use client";

import Link from "next/link";
import { DurationText } from "@/components/runs/duration-text";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { WhyLine } from "@/components/runs/why-line";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { ChainRunItem, ChainRuns } from "@/lib/domain/run/chain-runs";
import { type Lane, timelineLanes } from "@/lib/domain/run/timeline-lanes";
import { formatCount } from "@/lib/format/format-number";
import { toDate } from "../../../_lib/run-view";
import { runHref } from "../search-params";

/** Everything below a chain or step, as it stands: a row per run, indented as the lanes are. */
export function ChainRunsTable({ chain, label }: { chain: ChainRuns; label: string }) {
  const lanes = timelineLanes(chain.root, chain.runs).slice(1);
  if (lanes.length === 0) {
    return <p className="p-3 text-sm text-ink-muted">There is nothing below this run.</p>;
  }
  return (
    <Table caption={`${formatCount(lanes.length, "run")} below ${label}`}>
      <thead>
        <tr>
          <Th>State</Th>
          <Th>Step or call</Th>
          <Th>Why</Th>
          <Th>Started</Th>
          <Th>Ended</Th>
          <Th numeric>Duration</Th>
        </tr>
      </thead>
      <tbody>
        {lanes.map((lane) => (
          <LaneRow key={lane.run.id} lane={lane} />
        ))}
      </tbody>
    </Table>
  );
}

function LaneRow({ lane: { run, depth, label, sublabel } }: { lane: Lane<ChainRunItem> }) {
  const startedAt = toDate(run.startedAt);
  return (
    <Tr>
      <Td className="whitespace-nowrap">
        <RunStateBadge state={run.state} />
      </Td>
      <Td className="whitespace-nowrap" style={{ paddingLeft: 8 + (depth - 1) * 18 }}>
        <Link href={runHref(run.id)} className="font-medium hover:underline">
          {label}
        </Link>{" "}
        <span className="text-xs text-ink-muted">{sublabel}</span>
      </Td>
      <Td className="w-full max-w-0 min-w-52">
        <WhyLine compact state={run.state} text={run.explanation} className="max-w-full" />
      </Td>
      <Td mono>
        <InstantText at={startedAt} />
      </Td>
      <Td mono>
        <InstantText at={toDate(run.endedAt)} />
      </Td>
      <Td numeric mono>
        {startedAt === null ? (
          <span className="text-ink-faint">–</span>
        ) : (
          <DurationText from={startedAt} until={toDate(run.endedAt)} />
        )}
      </Td>
    </Tr>
  );
}
