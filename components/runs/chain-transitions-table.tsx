"use client";

import { useMemo } from "react";
import { transitionViews } from "@/components/runs/chain-timeline";
import { chainTransitionsTsv } from "@/components/runs/chain-transitions-tsv";
import { type LaneStay, StaysTable } from "@/components/timeline/stays-table";
import type { ChainRuns } from "@/lib/domain/run/chain-runs";
import { timelineLanes } from "@/lib/domain/run/timeline-lanes";
import { segmentsFromTransitions } from "@/lib/domain/run/timeline-segments";
import { formatCount } from "@/lib/format/format-number";

type ChainTransitionsTableProps = {
  chain: ChainRuns;
  hrefOf: (runId: string) => string;
  /** Names the chain in the caption. */
  label: string;
};

/** Every stay of a chain, its steps and its calls as a row: the timeline for reading, hearing and copying. */
export function ChainTransitionsTable({ chain, hrefOf, label }: ChainTransitionsTableProps) {
  const stays = useMemo(() => staysOf(chain), [chain]);
  return (
    <StaysTable
      stays={stays}
      hrefOf={hrefOf}
      caption={`${formatCount(stays.length, "stay")} of ${label}, its steps and its calls`}
      text={() => chainTransitionsTsv(chain)}
    />
  );
}

function staysOf({ root, runs }: ChainRuns): LaneStay[] {
  return timelineLanes(root, runs).flatMap(({ run, label, sublabel, depth }) =>
    segmentsFromTransitions(transitionViews(run)).map((segment) => ({
      ...{ runId: run.id, lane: label, sublabel, depth, why: run.explanation },
      segment,
    })),
  );
}
