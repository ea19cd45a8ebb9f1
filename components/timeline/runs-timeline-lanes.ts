import { cell } from "@/components/runs/transitions-tsv";
import type { TimelineLaneInput } from "@/components/timeline/drawn-lanes";
import type { LaneStay } from "@/components/timeline/stays-table";
import { isFinal } from "@/lib/domain/run/run-state";
import type { RunTimeline } from "@/lib/domain/run/run-timeline";
import {
  segmentsFromTransitions,
  type TransitionView,
  withPresentReason,
} from "@/lib/domain/run/timeline-segments";
import { formatDay, formatTime } from "@/lib/format/format-when";

/** A lane per run, in the order given: its number, and when it was first executed or else submitted. */
export function runLanes(
  runs: readonly RunTimeline[],
  { hrefOf, now }: { hrefOf: (runId: string) => string; now: Date },
): TimelineLaneInput[] {
  return runs.map((run) => ({
    id: run.id,
    label: run.jobCount,
    sublabel: beginWords(run, now),
    href: hrefOf(run.id),
    transitions: viewsOf(run),
  }));
}

/** The stays of all runs, for the table. */
export function runStays(runs: readonly RunTimeline[], now: Date): LaneStay[] {
  return runs.flatMap((run) =>
    segmentsFromTransitions(viewsOf(run)).map((segment) => ({
      ...{ runId: run.id, lane: run.jobCount, sublabel: beginWords(run, now), depth: 0 },
      segment,
    })),
  );
}

const HEAD = "run job_name job_count state from until stayed_ms actor reason".split(" ");

/** The stays of all runs as tab-separated text: ISO instants, lengths in milliseconds. */
export function runStaysTsv(runs: readonly RunTimeline[]): string {
  const rows = runs.flatMap((run) =>
    segmentsFromTransitions(viewsOf(run)).map(({ state, from, until, actor, reason }) => {
      const end = isFinal(state) ? null : until;
      return [
        ...[run.id, run.jobName, run.jobCount, state, from.toISOString()],
        end?.toISOString() ?? "",
        end === null ? "" : String(end.getTime() - from.getTime()),
        ...[actor ?? "", reason ?? ""],
      ];
    }),
  );
  return [HEAD, ...rows].map((row) => row.map(cell).join("\t")).join("\n");
}

function viewsOf(run: RunTimeline): readonly TransitionView[] {
  const views = run.transitions.map(({ at, to, actor, reason }) => ({
    state: to,
    at: new Date(at),
    actor,
    reason,
  }));
  return withPresentReason(views, run);
}

function beginWords(run: RunTimeline, now: Date): string {
  const begin = run.transitions.find(({ to }) => to === "Running") ?? run.transitions[0];
  if (begin === undefined) return "";
  const at = new Date(begin.at);
  return `${formatDay(at, now)} ${formatTime(at)}`;
}
