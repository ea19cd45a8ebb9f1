import { RunStateBadge } from "@/components/runs/run-state-badge";
import type { ReportSummary } from "@/lib/domain/report/run-log-report";
import { formatDuration } from "@/lib/format/format-duration";
import { formatNumber, formatPercent } from "@/lib/format/format-number";

/** The figures of the whole selection: how many, in which states, how long. */
export function ReportFigures({ summary }: { summary: ReportSummary }) {
  const { runs, states, successRate, totalDurationMs, meanDurationMs, maxDurationMs } = summary;
  const spans: [string, string][] = [
    ["Success rate", successRate === null ? "–" : formatPercent(successRate)],
    ["Total duration", formatDuration(totalDurationMs)],
    ["Mean duration", meanDurationMs === null ? "–" : formatDuration(meanDurationMs)],
    ["Longest", maxDurationMs === null ? "–" : formatDuration(maxDurationMs)],
  ];
  return (
    <dl className="mb-3 flex flex-wrap gap-x-6 gap-y-2 rounded-lg border border-line bg-surface px-3 py-2">
      <Figure name="Runs" value={formatNumber(runs)} />
      {states.map(({ state, runs: count }) => (
        <Figure
          key={state}
          name={<RunStateBadge state={state} size="sm" />}
          value={formatNumber(count)}
        />
      ))}
      {spans.map(([name, value]) => (
        <Figure key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function Figure({ name, value }: { name: React.ReactNode; value: string }) {
  return (
    <div>
      <dt className="text-xs text-ink-muted">{name}</dt>
      <dd className="font-semibold tabular-nums">{value}</dd>
    </div>
  );
}
