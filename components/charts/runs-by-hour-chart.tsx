"use client";

import { useRef } from "react";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  LabelList,
  Line,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { type HourCounts, hourLabel, statesIn, withTotals } from "@/components/charts/runs-by-hour";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { StateLegend } from "@/components/runs/state-legend";
import { useElementWidth } from "@/components/runs/use-element-width";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { RunState } from "@/lib/domain/run/run-state";
import { formatCompact, formatCount, formatNumber } from "@/lib/format/format-number";

type RunsByHourChartProps = {
  /** One entry per hour in order, hours without runs included. */
  hours: readonly HourCounts[];
  height?: number;
  className?: string;
};

/** Ended runs per hour, stacked by final state, with the same figures as a table. */
export function RunsByHourChart({ hours, height = 180, className }: RunsByHourChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box, 720);
  const rows = withTotals(hours);
  const states = statesIn(hours);
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  const hasRoomForTotals = width / Math.max(1, rows.length) > 26;
  return (
    <figure
      className={className}
      aria-label={`${formatCount(total, "run")} by hour and final state`}
    >
      <div ref={box} aria-hidden="true" className="w-full overflow-hidden">
        <ComposedChart
          data={rows}
          width={width}
          height={height}
          margin={{ top: 18, right: 4, bottom: 0, left: 0 }}
          barCategoryGap="14%"
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--grid)" />
          <XAxis
            dataKey="label"
            interval="preserveStartEnd"
            minTickGap={24}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            tick={{ fill: "var(--ink-muted)", fontSize: 11 }}
          />
          <YAxis
            width={40}
            allowDecimals={false}
            domain={[0, "auto"]}
            tickFormatter={formatCompact}
            tickLine={false}
            axisLine={false}
            tick={{ fill: "var(--ink-muted)", fontSize: 11 }}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--hover)" }}
            content={({ payload }) => <HourTooltip row={payload?.[0]?.payload} states={states} />}
          />
          {states.map((state) => (
            <Bar
              key={state}
              dataKey={(row: HourRow) => row.counts[state] ?? 0}
              name={state}
              stackId="runs"
              isAnimationActive={false}
              {...barLook(state)}
            />
          ))}
          {hasRoomForTotals && (
            // An invisible line over the stacks carries the totals: a label on the topmost bar
            // would be missing wherever that bar is empty.
            <Line
              dataKey="total"
              stroke="none"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            >
              <LabelList
                dataKey="total"
                position="top"
                formatter={(value) => (Number(value) > 0 ? formatCompact(Number(value)) : "")}
                fill="var(--ink-muted)"
                fontSize={11}
              />
            </Line>
          )}
        </ComposedChart>
      </div>
      <StateLegend states={states} className="mt-1 pl-10" />
      <HoursTable rows={rows} states={states} />
    </figure>
  );
}

/** States without an execution are drawn pale and dashed, as they are everywhere. */
function barLook(state: RunState) {
  const { tone, fill } = RUN_STATE_APPEARANCE[state];
  const colour = `var(--tone-${tone})`;
  return fill === "dashed"
    ? { fill: colour, fillOpacity: 0.2, stroke: colour, strokeDasharray: "2 2" }
    : { fill: colour, stroke: "var(--surface)", strokeWidth: 1 };
}

type HourRow = ReturnType<typeof withTotals>[number];

function HourTooltip({ row, states }: { row: HourRow | undefined; states: readonly RunState[] }) {
  if (row === undefined) return null;
  return (
    <div className="rounded-md border border-line bg-raised px-2 py-1.5 text-xs shadow-pop">
      <p className="font-medium">
        {hourLabel(row.hour)}, {formatCount(row.total, "run")}
      </p>
      {states
        .filter((state) => (row.counts[state] ?? 0) > 0)
        .map((state) => (
          <p key={state} className="flex justify-between gap-4 text-ink-muted">
            <span>{RUN_STATE_APPEARANCE[state].word}</span>
            <span>{formatNumber(row.counts[state] ?? 0)}</span>
          </p>
        ))}
    </div>
  );
}

function HoursTable({ rows, states }: { rows: readonly HourRow[]; states: readonly RunState[] }) {
  return (
    <details className="mt-1.5">
      <summary className="w-fit rounded-sm pl-10 text-xs text-ink-muted hover:text-ink">
        As a table
      </summary>
      <Table caption="Runs by hour and final state" boxClassName="mt-1 max-h-80 overflow-y-auto">
        <thead>
          <tr>
            <Th>Hour (UTC)</Th>
            {states.map((state) => (
              <Th key={state} numeric>
                {RUN_STATE_APPEARANCE[state].word}
              </Th>
            ))}
            <Th numeric>All</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.hour.toISOString()}>
              <Td>{hourLabel(row.hour)}</Td>
              {states.map((state) => (
                <Td key={state} numeric>
                  {formatNumber(row.counts[state] ?? 0)}
                </Td>
              ))}
              <Td numeric>{formatNumber(row.total)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
