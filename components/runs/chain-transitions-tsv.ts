import { cell } from "@/components/runs/transitions-tsv";
import type { ChainRuns } from "@/lib/domain/run/chain-runs";
import { isFinal } from "@/lib/domain/run/run-state";
import { timelineLanes } from "@/lib/domain/run/timeline-lanes";
import { segmentsFromTransitions } from "@/lib/domain/run/timeline-segments";

const HEAD = [
  ...["run", "job_name", "job_count", "step", "call", "round", "state", "from", "until"],
  ...["stayed_ms", "actor", "reason"],
];

/** The stays of a chain, its steps and its calls as tab-separated text: ISO instants, lengths in milliseconds. */
export function chainTransitionsTsv({ root, runs }: ChainRuns): string {
  const rows = timelineLanes(root, runs).flatMap(({ run }) =>
    segmentsFromTransitions(
      run.transitions.map(({ at, to, actor, reason }) => ({
        state: to,
        at: new Date(at),
        actor,
        reason,
      })),
    ).map((segment) => {
      const isStay = segment.until !== null && !isFinal(segment.state);
      return [
        ...[run.id, run.jobName, run.jobCount, run.step ?? "", run.call ?? ""],
        ...[String(run.iteration ?? ""), segment.state, segment.from.toISOString()],
        isStay && segment.until !== null ? segment.until.toISOString() : "",
        isStay && segment.until !== null
          ? String(segment.until.getTime() - segment.from.getTime())
          : "",
        ...[segment.actor ?? "", segment.reason ?? ""],
      ];
    }),
  );
  return [HEAD, ...rows].map((row) => row.map(cell).join("\t")).join("\n");
}
