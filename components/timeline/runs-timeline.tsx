"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useNow } from "@/components/layout/now-provider";
import { StateTimeline } from "@/components/runs/state-timeline";
import { runLanes, runStays, runStaysTsv } from "@/components/timeline/runs-timeline-lanes";
import { StaysTable } from "@/components/timeline/stays-table";
import { Card } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { RunTimeline } from "@/lib/domain/run/run-timeline";
import { formatCount } from "@/lib/format/format-number";

type RunsTimelineProps = {
  /** Newest first. */
  runs: readonly RunTimeline[];
  /** The job, which names the picture when it is saved. */
  name: string;
};

type Axis = "time" | "aligned";

const AXES: { value: Axis; label: string; title: string }[] = [
  { value: "time", label: "By time", title: "All runs on one time axis" },
  {
    value: "aligned",
    label: "Aligned at start",
    title: "Every run begins at the same place, to compare how long they took",
  },
];

const hrefOf = (runId: string) => `/runs/${runId}`;

/** All runs of a job over time: a lane for each, on one axis or each from its own start, and the same as a table. */
export function RunsTimeline({ runs, name }: RunsTimelineProps) {
  const router = useRouter();
  const [axis, setAxis] = useState<Axis>("time");
  const now = useNow(null);
  const lanes = useMemo(() => runLanes(runs, { hrefOf, now }), [runs, now]);
  const stays = useMemo(() => runStays(runs, now), [runs, now]);
  return (
    <div className="grid min-w-0 gap-4">
      <Card
        title="Runs over time"
        description="A lane for each run, newest first. A press on a state goes to that moment in the log of its run."
        actions={
          <SegmentedControl
            label="Axis"
            size="sm"
            options={AXES}
            value={axis}
            onValueChange={setAxis}
          />
        }
      >
        <StateTimeline
          // What is zoomed to on one axis has no meaning on the other.
          key={axis}
          lanes={lanes}
          axis={axis}
          overview="all"
          title={`${name}, ${formatCount(runs.length, "run")}`}
          onSelect={(at, id) => router.push(`${hrefOf(id)}?tab=log&at=${at.toISOString()}`)}
        />
      </Card>
      <Card flush title="The same as a table">
        <StaysTable
          stays={stays}
          hrefOf={hrefOf}
          caption={`${formatCount(stays.length, "stay")} of ${formatCount(runs.length, "run")} of ${name}`}
          text={() => runStaysTsv(runs)}
        />
      </Card>
    </div>
  );
}
