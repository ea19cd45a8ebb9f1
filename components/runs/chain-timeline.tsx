"use client";

import { useMemo, useState } from "react";
import { StateTimeline } from "@/components/runs/state-timeline";
import type { LaneLink, TimelineLaneInput } from "@/components/timeline/drawn-lanes";
import { Button } from "@/components/ui/button";
import type { ChainRunItem, ChainRuns } from "@/lib/domain/run/chain-runs";
import { isFinal } from "@/lib/domain/run/run-state";
import { foldedAtFirst, type Lane, timelineLanes } from "@/lib/domain/run/timeline-lanes";
import { type TransitionView, withPresentReason } from "@/lib/domain/run/timeline-segments";
import { formatCount, formatNumber } from "@/lib/format/format-number";

type ChainTimelineProps = {
  chain: ChainRuns;
  /** The address of a run of the chain. */
  hrefOf: (runId: string) => string;
  /** What a run waits for, and the run that is in its way. */
  linksOf?: (run: ChainRunItem) => readonly LaneLink[];
  /** A segment was chosen: the moment it began, and the run. */
  onSelect?: (at: Date, runId: string) => void;
};

const NO_LINKS = () => [];

/** A chain on one time axis: a lane for it, its steps and its calls, with the wait each segment stands for. */
export function ChainTimeline(props: ChainTimelineProps) {
  const { chain, hrefOf, linksOf = NO_LINKS, onSelect } = props;
  const { root, runs } = chain;
  const atFirst = useMemo(() => foldedAtFirst(root, runs), [root, runs]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const folded = useMemo(() => foldedNow(runs, atFirst, chosen), [runs, atFirst, chosen]);
  const lanes = useMemo(
    () =>
      timelineLanes(root, runs, folded).map((lane) => laneInput(lane, { folded, hrefOf, linksOf })),
    [root, runs, folded, hrefOf, linksOf],
  );
  const steps = runs.filter(({ role }) => role === "step");
  const foldAll = (isFolded: boolean) =>
    setChosen(new Map(steps.map(({ id }) => [id, isFolded] as const)));
  return (
    <div className="grid gap-2">
      {chain.isCut && (
        <p className="text-sm text-ink-muted">
          The chain has more runs than can be looked at at once: the first{" "}
          {formatNumber(runs.length)} are shown.
        </p>
      )}
      {steps.length > 1 && (
        <div className="flex flex-wrap items-center gap-1.5" data-print="hide">
          <Button size="sm" onClick={() => foldAll(true)}>
            Steps only
          </Button>
          <Button size="sm" onClick={() => foldAll(false)}>
            Steps and calls
          </Button>
          <span className="text-xs text-ink-muted">
            {formatCount(lanes.length, "lane")} of {formatNumber(runs.length + 1)}
          </span>
        </div>
      )}
      <StateTimeline
        lanes={lanes}
        onFold={(id, isFolded) => setChosen((current) => new Map([...current, [id, isFolded]]))}
        {...(onSelect === undefined ? {} : { onSelect })}
      />
    </div>
  );
}

function foldedNow(
  runs: readonly ChainRunItem[],
  atFirst: ReadonlySet<string>,
  chosen: ReadonlyMap<string, boolean>,
): Set<string> {
  return new Set(runs.filter(({ id }) => chosen.get(id) ?? atFirst.has(id)).map(({ id }) => id));
}

type LaneOptions = Required<Pick<ChainTimelineProps, "hrefOf" | "linksOf">> & {
  folded: ReadonlySet<string>;
};

function laneInput(
  { run, depth, label, sublabel, below }: Lane<ChainRunItem>,
  { folded, hrefOf, linksOf }: LaneOptions,
): TimelineLaneInput {
  return {
    id: run.id,
    label,
    sublabel: sublabel === "" ? undefined : sublabel,
    indent: depth,
    href: depth === 0 ? undefined : hrefOf(run.id),
    why: isFinal(run.state) ? undefined : run.explanation,
    links: isFinal(run.state) ? undefined : linksOf(run),
    isFolded: depth === 0 || below === 0 ? undefined : folded.has(run.id),
    transitions: transitionViews(run),
  };
}

/** The state changes of a run of a chain as the timeline and its table take them. */
export function transitionViews(run: ChainRunItem): readonly TransitionView[] {
  const views = run.transitions.map(({ at, to, actor, reason }) => ({
    state: to,
    at: new Date(at),
    actor,
    reason,
  }));
  return withPresentReason(views, run);
}
