import type { ReactNode } from "react";
import { SparklineBars } from "@/components/charts/sparkline-bars";
import { Card } from "@/components/ui/card";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { RunState } from "@/lib/domain/run/run-state";
import { successRate } from "@/lib/domain/run/success-rate";
import { formatDuration } from "@/lib/format/format-duration";
import { formatNumber, formatPercent } from "@/lib/format/format-number";
import { formatDay } from "@/lib/format/format-when";
import type { TrendDay } from "@/lib/queries/definitions/get-definition-trend";

/** How the runs of a definition went day by day: how many, how well, how long. */
export function TrendCard({ days, now }: { days: readonly TrendDay[]; now: Date }) {
  const total = days.reduce((sum, day) => sum + day.runs, 0);
  const rate = successRate(sumOf(days));
  const label = `Last ${days.length} days`;
  const longest = Math.max(0, ...days.map((day) => day.maxDurationMs ?? 0));
  return (
    <Card title={label} description="Days in UTC, by the end of the run">
      <div className="grid gap-4 sm:grid-cols-3">
        <Figure name="Runs" value={formatNumber(total)}>
          <Bars label={`Runs per day, ${label}`} days={days} now={now} valueOf={(day) => day.runs} textOf={(day) => `${day.runs} runs`} />
        </Figure>
        <Figure name="Succeeded" value={rate === null ? "–" : formatPercent(rate)}>
          <Bars
            label={`Share of runs that succeeded per day, ${label}`}
            days={days}
            now={now}
            valueOf={(day) => successRate(day.endedByState) ?? 0}
            textOf={(day) => percentOf(day)}
          />
        </Figure>
        <Figure name="Longest" value={total === 0 ? "–" : formatDuration(longest)}>
          <Bars
            label={`Mean duration per day, ${label}`}
            days={days}
            now={now}
            valueOf={(day) => day.meanDurationMs ?? 0}
            textOf={(day) => `mean ${durationText(day.meanDurationMs)}`}
          />
        </Figure>
      </div>
      <TrendTable days={days} now={now} />
    </Card>
  );
}

function Figure({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="text-xs text-ink-muted">{name}</p>
      <p className="text-lg font-semibold tabular-nums">{value}</p>
      <div className="mt-1 overflow-x-auto">{children}</div>
    </div>
  );
}

type BarsProps = {
  label: string;
  days: readonly TrendDay[];
  now: Date;
  valueOf: (day: TrendDay) => number;
  textOf: (day: TrendDay) => string;
};

function Bars({ label, days, now, valueOf, textOf }: BarsProps) {
  const bars = days.map((day) => ({
    key: day.day.toISOString(),
    value: valueOf(day),
    state: toneOf(day),
    title: `${formatDay(day.day, now)}: ${day.runs === 0 ? "no run" : textOf(day)}`,
  }));
  return <SparklineBars label={label} bars={bars} height={32} />;
}

/** A day is shown in the colour of the worst that ended on it. */
function toneOf({ endedByState }: TrendDay): RunState {
  const worst: readonly RunState[] = ["Error", "Unknown", "Killed", "Completed", "Canceled"];
  return worst.find((state) => (endedByState[state] ?? 0) > 0) ?? "Skipped";
}

function TrendTable({ days, now }: { days: readonly TrendDay[]; now: Date }) {
  const withRuns = days.filter((day) => day.runs > 0).toReversed();
  if (withRuns.length === 0) return null;
  return (
    <details className="mt-3">
      <summary className="w-fit rounded-sm text-xs text-ink-muted hover:text-ink">As a table</summary>
      <Table caption="Runs by day" boxClassName="mt-1 max-h-72 overflow-y-auto">
        <thead>
          <tr>
            <Th>Day (UTC)</Th>
            <Th numeric>Runs</Th>
            <Th numeric>Succeeded</Th>
            <Th numeric>Mean</Th>
            <Th numeric>Longest</Th>
          </tr>
        </thead>
        <tbody>
          {withRuns.map((day) => (
            <Tr key={day.day.toISOString()}>
              <Td>{formatDay(day.day, now)}</Td>
              <Td numeric>{formatNumber(day.runs)}</Td>
              <Td numeric>{percentOf(day)}</Td>
              <Td numeric>{durationText(day.meanDurationMs)}</Td>
              <Td numeric>{durationText(day.maxDurationMs)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

function sumOf(days: readonly TrendDay[]): Partial<Record<RunState, number>> {
  const sum: Partial<Record<RunState, number>> = {};
  for (const [state, runs] of days.flatMap((day) => Object.entries(day.endedByState))) {
    sum[state as RunState] = (sum[state as RunState] ?? 0) + runs;
  }
  return sum;
}

function percentOf(day: TrendDay): string {
  const rate = successRate(day.endedByState);
  return rate === null ? "–" : formatPercent(rate);
}

function durationText(ms: number | null): string {
  return ms === null ? "–" : formatDuration(ms);
}
