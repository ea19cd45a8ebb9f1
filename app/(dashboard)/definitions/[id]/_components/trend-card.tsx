import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { RunState } from "@/lib/domain/run/run-state";
import { successRate } from "@/lib/domain/run/success-rate";
import { formatDuration } from "@/lib/format/format-duration";
import { formatNumber, formatPercent } from "@/lib/format/format-number";
import { formatDay } from "@/lib/format/format-when";
import type { TrendDay } from "@/lib/queries/definitions/get-definition-trend";
import { type DayBarPart, DayBars } from "./day-bars";

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
          <DayBars
            label={`Runs per day, ${label}`}
            bars={days.map((day) => ({
              ...textOf(day, now, `${day.runs} runs`),
              parts: partsOf(day),
            }))}
          />
        </Figure>
        <Figure name="Succeeded" value={rate === null ? "–" : formatPercent(rate)}>
          <DayBars
            label={`Share of runs that succeeded per day, ${label}`}
            bars={days.map((day) => ({
              ...textOf(day, now, percentOf(day)),
              parts: sharesOf(day),
            }))}
          />
        </Figure>
        <Figure name="Longest" value={total === 0 ? "–" : formatDuration(longest)}>
          <DayBars
            label={`Mean duration per day, ${label}`}
            bars={days.map((day) => ({
              ...textOf(day, now, `mean ${durationText(day.meanDurationMs)}`),
              parts: [{ value: day.meanDurationMs ?? 0, colour: "var(--ink-muted)" }],
            }))}
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

function textOf(day: TrendDay, now: Date, words: string): { key: string; title: string } {
  const title = `${formatDay(day.day, now)}: ${day.runs === 0 ? "no run" : words}`;
  return { key: day.day.toISOString(), title };
}

/** Succeeded, failed and never executed, from the bottom up. */
function partsOf({ endedByState, runs }: TrendDay): DayBarPart[] {
  const completed = endedByState.Completed ?? 0;
  const failed =
    (endedByState.Error ?? 0) + (endedByState.Killed ?? 0) + (endedByState.Unknown ?? 0);
  return [
    { value: completed, colour: "var(--tone-completed)" },
    { value: failed, colour: "var(--tone-error)" },
    { value: runs - completed - failed, colour: "var(--tone-skipped)" },
  ];
}

function sharesOf(day: TrendDay): DayBarPart[] {
  const rate = successRate(day.endedByState);
  if (rate === null) return [];
  return [
    { value: rate, colour: "var(--tone-completed)" },
    { value: 1 - rate, colour: "var(--tone-error)" },
  ];
}

function TrendTable({ days, now }: { days: readonly TrendDay[]; now: Date }) {
  const withRuns = days.filter((day) => day.runs > 0).toReversed();
  if (withRuns.length === 0) return null;
  return (
    <details className="mt-3">
      <summary className="w-fit rounded-sm text-xs text-ink-muted hover:text-ink">
        As a table
      </summary>
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
