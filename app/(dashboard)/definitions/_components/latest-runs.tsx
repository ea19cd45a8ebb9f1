import { SparklineBars } from "@/components/charts/sparkline-bars";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import type { RunState } from "@/lib/domain/run/run-state";
import { formatDuration } from "@/lib/format/format-duration";
import { formatCount } from "@/lib/format/format-number";
import type { LatestRun } from "@/lib/queries/definitions/list-definition-rows";

/** The latest runs side by side, oldest first: how each ended and how long it took. */
export function LatestRuns({ runs, now }: { runs: readonly LatestRun[]; now: Date }) {
  if (runs.length === 0) return <span className="text-ink-faint">–</span>;
  const bars = runs.toReversed().map((run) => {
    const ms = durationMs(run, now);
    const { word } = RUN_STATE_APPEARANCE[run.state];
    const title = run.startedAt === null ? word : `${word}, ${formatDuration(ms)}`;
    return { key: run.id, state: run.state, value: ms, title };
  });
  const states = [...new Set(runs.map((run) => run.state))];
  const count = (state: RunState) => runs.filter((run) => run.state === state).length;
  const summary = states.map((state) => `${count(state)} ${RUN_STATE_APPEARANCE[state].word}`);
  return (
    <SparklineBars
      label={`The last ${formatCount(runs.length, "run")}: ${summary.join(", ")}`}
      bars={bars}
    />
  );
}

function durationMs({ startedAt, endedAt }: LatestRun, now: Date): number {
  return startedAt === null ? 0 : (endedAt ?? now).getTime() - startedAt.getTime();
}
