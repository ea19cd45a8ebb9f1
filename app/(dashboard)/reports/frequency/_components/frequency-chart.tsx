"use client";

import { useRef } from "react";
import { Bar, BarChart, XAxis, YAxis } from "recharts";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { StateLegend } from "@/components/runs/state-legend";
import { useElementWidth } from "@/components/runs/use-element-width";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import { formatCount, formatNumber } from "@/lib/format/format-number";

type ChartRow = { jobName: string; runs: number; states: Partial<Record<RunState, number>> };

const ROW_PX = 26;

/** The jobs with the most runs, stacked by state and labelled with their number, with the same figures as a table. */
export function FrequencyChart({ rows }: { rows: readonly ChartRow[] }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box, 720);
  const states = RUN_STATES.filter((state) => rows.some((row) => (row.states[state] ?? 0) > 0));
  const nameWidth = Math.min(240, Math.max(110, width * 0.32));
  const mostLetters = Math.floor(nameWidth / 7) - 1;
  return (
    <figure aria-label={`${formatCount(rows.length, "job")} with the most runs, by state`}>
      <div ref={box} aria-hidden="true" className="w-full overflow-hidden">
        <BarChart
          layout="vertical"
          data={[...rows]}
          width={width}
          height={rows.length * ROW_PX + 8}
          margin={{ top: 4, right: 0, bottom: 4, left: 0 }}
          barCategoryGap="22%"
          accessibilityLayer={false}
        >
          <XAxis type="number" hide domain={[0, "dataMax"]} />
          <YAxis
            type="category"
            dataKey="jobName"
            width={nameWidth}
            interval={0}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            tickFormatter={(name: string) =>
              name.length > mostLetters ? `${name.slice(0, mostLetters - 1)}…` : name
            }
            tick={{ fill: "var(--ink-muted)", fontSize: 11 }}
          />
          {/* The numbers stand in a column of their own, where no short bar can hide them. */}
          <YAxis
            yAxisId="total"
            orientation="right"
            type="category"
            dataKey="runs"
            width={64}
            interval={0}
            tickLine={false}
            axisLine={false}
            tickFormatter={formatNumber}
            tick={{ fill: "var(--ink)", fontSize: 11 }}
          />
          {states.map((state) => (
            <Bar
              key={state}
              dataKey={(row: ChartRow) => row.states[state] ?? 0}
              name={state}
              stackId="runs"
              isAnimationActive={false}
              fill={`var(--tone-${RUN_STATE_APPEARANCE[state].tone})`}
              stroke="var(--surface)"
              strokeWidth={0.5}
            />
          ))}
        </BarChart>
      </div>
      <StateLegend states={states} className="mt-1" />
      <ChartTable rows={rows} states={states} />
    </figure>
  );
}

function ChartTable({ rows, states }: { rows: readonly ChartRow[]; states: readonly RunState[] }) {
  return (
    <details className="mt-1.5">
      <summary className="w-fit rounded-sm text-xs text-ink-muted hover:text-ink">
        As a table
      </summary>
      <Table caption="Jobs with the most runs, by state" boxClassName="mt-1">
        <thead>
          <tr>
            <Th>Job name</Th>
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
            <Tr key={row.jobName}>
              <Td mono>{row.jobName}</Td>
              {states.map((state) => (
                <Td key={state} numeric>
                  {formatNumber(row.states[state] ?? 0)}
                </Td>
              ))}
              <Td numeric>{formatNumber(row.runs)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
