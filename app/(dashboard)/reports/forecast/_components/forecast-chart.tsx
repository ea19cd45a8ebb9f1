"use client";

import { useRef } from "react";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useElementWidth } from "@/components/runs/use-element-width";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { formatDuration } from "@/lib/format/format-duration";
import { formatCompact, formatCount, formatNumber } from "@/lib/format/format-number";

/** What is expected of an hour; `hour` is its first instant as ISO text. */
export type ForecastChartHour = {
  hour: string;
  starts: number;
  onTheHour: number;
  busyMs: number;
  peak: number;
};

type ForecastChartProps = { hours: readonly ForecastChartHour[]; slots: number; height?: number };

const TICK = { fill: "var(--ink-muted)", fontSize: 11 };

/** Coming starts per hour as bars, the most runs at one moment as a line, the slots as a limit; and the same as a table. */
export function ForecastChart({ hours, slots, height = 200 }: ForecastChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box, 720);
  const rows = hours.map((hour) => ({ ...hour, label: labelOf(hour.hour, hours.length) }));
  const total = hours.reduce((sum, { starts }) => sum + starts, 0);
  const isLimitInSight = slots > 0 && slots <= 2 * Math.max(...hours.map(({ peak }) => peak), 1);
  return (
    <figure aria-label={`${formatCount(total, "expected start")} by hour`}>
      <div ref={box} aria-hidden="true" className="w-full overflow-hidden">
        <ComposedChart
          data={rows}
          width={width}
          height={height}
          margin={{ top: 12, right: 4, bottom: 0, left: 0 }}
          barCategoryGap="14%"
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--grid)" />
          <XAxis
            dataKey="label"
            interval="preserveStartEnd"
            minTickGap={28}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            tick={TICK}
          />
          <YAxis
            width={40}
            allowDecimals={false}
            domain={[0, "auto"]}
            tickFormatter={formatCompact}
            tickLine={false}
            axisLine={false}
            tick={TICK}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--hover)" }}
            content={({ payload }) => <HourTip row={payload?.[0]?.payload} />}
          />
          <Bar
            dataKey="starts"
            fill="var(--tone-initial)"
            fillOpacity={0.55}
            isAnimationActive={false}
          />
          <Line
            dataKey="peak"
            type="stepAfter"
            stroke="var(--tone-running)"
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
          {isLimitInSight && (
            <ReferenceLine
              y={slots}
              stroke="var(--danger)"
              strokeDasharray="4 3"
              label={{
                value: `${slots} slots`,
                position: "insideTopRight",
                fill: "var(--danger-text)",
                fontSize: 11,
              }}
            />
          )}
        </ComposedChart>
      </div>
      <p className="mt-1 flex flex-wrap gap-x-4 pl-10 text-xs text-ink-muted">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 bg-[var(--tone-initial)] opacity-55" />
          Starts
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="h-0.5 w-3 bg-[var(--tone-running)]" />
          Most runs at one moment
        </span>
      </p>
      <HoursTable hours={hours} slots={slots} />
    </figure>
  );
}

function labelOf(hour: string, count: number): string {
  return count <= 48 ? hour.slice(11, 16) : `${hour.slice(5, 10)} ${hour.slice(11, 13)}h`;
}

function HourTip({ row }: { row: ForecastChartHour | undefined }) {
  if (row === undefined) return null;
  return (
    <div className="rounded-md border border-line bg-raised px-2 py-1.5 text-xs shadow-pop">
      <p className="font-medium">{words(row.hour)}</p>
      <p className="text-ink-muted">
        {formatCount(row.starts, "start")}, {formatNumber(row.onTheHour)} on the hour
      </p>
      <p className="text-ink-muted">
        at most {formatCount(row.peak, "run")} at once, {formatDuration(row.busyMs)} of slot time
      </p>
    </div>
  );
}

function HoursTable({ hours, slots }: { hours: readonly ForecastChartHour[]; slots: number }) {
  return (
    <details className="mt-1.5">
      <summary className="w-fit rounded-sm pl-10 text-xs text-ink-muted hover:text-ink">
        As a table
      </summary>
      <Table
        caption="Expected starts and load by hour"
        boxClassName="mt-1 max-h-80 overflow-y-auto"
      >
        <thead>
          <tr>
            <Th>Hour (UTC)</Th>
            <Th numeric>Starts</Th>
            <Th numeric>On the hour</Th>
            <Th numeric>Slot time</Th>
            <Th numeric>Most at once</Th>
            <Th>Slots</Th>
          </tr>
        </thead>
        <tbody>
          {hours.map((row) => (
            <Tr key={row.hour}>
              <Td>{words(row.hour)}</Td>
              <Td numeric>{formatNumber(row.starts)}</Td>
              <Td numeric>{formatNumber(row.onTheHour)}</Td>
              <Td numeric>{formatDuration(row.busyMs)}</Td>
              <Td numeric>{formatNumber(row.peak)}</Td>
              <Td>
                {slots > 0 && Math.max(row.peak, row.onTheHour) > slots && (
                  <span className="text-danger-text">too few</span>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

function words(hour: string): string {
  return hour.slice(0, 16).replace("T", " ");
}
