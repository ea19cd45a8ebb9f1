import { type AxisTick, type TimeScale, xOf } from "@/components/runs/time-scale";

/** A label closer to the end than this would be cut. */
const MIN_ROOM_PX = 36;

/** Labels of the shared time axis; the day stands above the first tick of it. */
export function TimelineAxis({ ticks, scale }: { ticks: readonly AxisTick[]; scale: TimeScale }) {
  return (
    <div
      aria-hidden="true"
      className="relative h-9 overflow-hidden font-mono text-2xs text-ink-muted"
    >
      {ticks
        .filter((tick) => xOf(scale, tick.at) < scale.width - MIN_ROOM_PX)
        .map((tick) => (
          <div
            key={tick.at}
            className="absolute bottom-0 pl-1 whitespace-nowrap"
            style={{ left: xOf(scale, tick.at) }}
          >
            {tick.context !== null && (
              <div className="leading-3.5 font-medium text-ink">{tick.context}</div>
            )}
            <div className="leading-4">{tick.label}</div>
          </div>
        ))}
    </div>
  );
}

/** The lines of the axis behind the lanes. */
export function TimelineGrid({ ticks, scale }: { ticks: readonly AxisTick[]; scale: TimeScale }) {
  return ticks.map((tick) => (
    <div
      key={tick.at}
      className={
        tick.context === null
          ? "absolute inset-y-0 border-l border-grid"
          : "absolute inset-y-0 border-l border-ink-faint/50"
      }
      style={{ left: xOf(scale, tick.at) }}
    />
  ));
}
