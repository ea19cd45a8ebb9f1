"use client";

import { useRef } from "react";
import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { useElementWidth } from "@/components/runs/use-element-width";
import type { TrendUnit } from "@/lib/domain/report/report-query";
import type { TrendPoint } from "@/lib/domain/report/trend";
import { formatDuration } from "@/lib/format/format-duration";
import { formatCount } from "@/lib/format/format-number";
import { TrendTable, trendLabel } from "./trend-table";

type TrendChartProps = {
  /** What is measured: "Duration of NIGHTLY_CLOSE". */
  title: string;
  points: readonly TrendPoint[];
  unit: TrendUnit;
};

const HEIGHT = 200;
const AXIS_TICK = { fill: "var(--ink-muted)", fontSize: 11 };

/** Mean as an area, p95 and the longest as lines, from zero, named at their ends; with the same figures as a table. */
export function TrendChart({ title, points, unit }: TrendChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box, 720);
  const rows = points.map((point) => ({ ...point, label: trendLabel(point.at, unit) }));
  const runs = points.reduce((sum, point) => sum + point.runs, 0);
  return (
    <figure aria-label={`${title}, ${formatCount(runs, "run")}`}>
      <div ref={box} aria-hidden="true" className="w-full overflow-hidden">
        <ComposedChart
          data={rows}
          width={width}
          height={HEIGHT}
          margin={{ top: 10, right: 8, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--grid)" />
          <XAxis
            dataKey="label"
            interval="preserveStartEnd"
            minTickGap={32}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            tick={AXIS_TICK}
          />
          <YAxis
            width={64}
            domain={[0, "auto"]}
            tickFormatter={formatDuration}
            tickLine={false}
            axisLine={false}
            tick={AXIS_TICK}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--line-strong)" }}
            content={({ payload }) => <PointTooltip point={payload?.[0]?.payload} unit={unit} />}
          />
          <Area
            dataKey="avgMs"
            name="Mean"
            stroke="var(--accent)"
            strokeWidth={2}
            fill="var(--accent-soft)"
            dot={rows.length < 40 ? { r: 2, fill: "var(--accent)" } : false}
            isAnimationActive={false}
          />
          <Line
            dataKey="p95Ms"
            name="p95"
            stroke="var(--ink-muted)"
            strokeDasharray="5 3"
            dot={rows.length < 40 ? { r: 1.5, fill: "var(--ink-muted)" } : false}
            isAnimationActive={false}
          />
          <Line
            dataKey="maxMs"
            name="Longest"
            stroke="var(--ink-faint)"
            strokeDasharray="1 3"
            dot={rows.length < 40 ? { r: 1.5, fill: "var(--ink-faint)" } : false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </div>
      <ul aria-label="Lines" className="mt-1 flex flex-wrap gap-x-4 pl-16 text-xs text-ink-muted">
        <li>
          <LineMark className="border-t-2 border-solid border-[var(--accent)]" /> Mean
        </li>
        <li>
          <LineMark className="border-t border-dashed border-[var(--ink-muted)]" /> p95
        </li>
        <li>
          <LineMark className="border-t border-dotted border-[var(--ink-faint)]" /> Longest
        </li>
      </ul>
      <TrendTable title={title} points={points} unit={unit} />
    </figure>
  );
}

function LineMark({ className }: { className: string }) {
  return <span aria-hidden="true" className={`mr-1 inline-block w-6 align-middle ${className}`} />;
}

function PointTooltip({ point, unit }: { point: TrendPoint | undefined; unit: TrendUnit }) {
  if (point === undefined) return null;
  const text = (ms: number | null) => (ms === null ? "–" : formatDuration(ms));
  return (
    <div className="rounded-md border border-line bg-raised px-2 py-1.5 text-xs shadow-pop">
      <p className="font-medium">
        {trendLabel(point.at, unit)} UTC, {formatCount(point.runs, "run")}
      </p>
      <p className="text-ink-muted">
        Mean {text(point.avgMs)}, p95 {text(point.p95Ms)}, longest {text(point.maxMs)}
      </p>
    </div>
  );
}
