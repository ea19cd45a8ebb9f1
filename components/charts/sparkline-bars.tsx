import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import type { RunState } from "@/lib/domain/run/run-state";
import { cn } from "@/lib/format/cn";

type SparklineBar = { key: string; value: number; state: RunState; title?: string };

type SparklineBarsProps = {
  /** What the bars show: "Duration of the last 20 runs". */
  label: string;
  bars: readonly SparklineBar[];
  height?: number;
  className?: string;
};

const BAR_PX = 5;
const GAP_PX = 1;

/** Small bars from zero, one per run, in the colour of its state: for a table cell. */
export function SparklineBars({ label, bars, height = 20, className }: SparklineBarsProps) {
  const highest = Math.max(1, ...bars.map((bar) => bar.value));
  const width = bars.length * (BAR_PX + GAP_PX);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      className={cn("block", className)}
    >
      {bars.map((bar, index) => {
        const size = Math.max(2, (bar.value / highest) * height);
        return (
          <rect
            key={bar.key}
            data-tone={RUN_STATE_APPEARANCE[bar.state].tone}
            x={index * (BAR_PX + GAP_PX)}
            y={height - size}
            width={BAR_PX}
            height={size}
            fill="var(--tone)"
          >
            {bar.title !== undefined && <title>{bar.title}</title>}
          </rect>
        );
      })}
    </svg>
  );
}
