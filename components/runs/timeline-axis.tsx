import { type AxisTick, shareOf, type TimeScale, xOf } from "@/components/runs/time-scale";
import { formatDuration } from "@/lib/format/format-duration";

type AxisProps = { ticks: readonly AxisTick[]; scale: TimeScale };

/** A label closer to the end than this would be cut. */
const MIN_ROOM_PX = 36;
const BREAK_WORDS_PX = 58;

/** Labels of the shared time axis; the day stands above the first tick of it. */
export function TimelineAxis({ ticks, scale }: AxisProps) {
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
            style={{ left: shareOf(scale, xOf(scale, tick.at)) }}
          >
            {tick.context !== null && (
              <div className="leading-3.5 font-medium text-ink">{tick.context}</div>
            )}
            <div className="leading-4">{tick.label}</div>
          </div>
        ))}
      <TimelineBreakWords ticks={ticks} scale={scale} />
    </div>
  );
}

/** The lines of the axis behind the lanes. */
export function TimelineGrid({ ticks, scale }: AxisProps) {
  return ticks.map((tick) => (
    <div
      key={tick.at}
      className={
        tick.context === null
          ? "absolute inset-y-0 border-l border-grid"
          : "absolute inset-y-0 border-l border-ink-faint/50"
      }
      style={{ left: shareOf(scale, xOf(scale, tick.at)) }}
    />
  ));
}

const BREAK_PX = 8;

/** Where idle time is left out: a torn mark across all lanes, in the middle of what is drawn of it. */
export function TimelineBreaks({ scale }: { scale: TimeScale }) {
  return (scale.breaks ?? []).map((gap) => {
    const [left, right] = [xOf(scale, gap.from), xOf(scale, gap.to)];
    const middle = (left + right) / 2;
    if (middle < 0 || middle > scale.width) return null;
    const isNarrow = right - left < BREAK_PX * 2;
    const width = isNarrow ? 1 : BREAK_PX;
    return (
      <div
        key={gap.from}
        data-break="idle"
        data-narrow={isNarrow}
        className="time-break absolute inset-y-0"
        style={{ left: shareOf(scale, middle - width / 2), width }}
      />
    );
  });
}

/** How long the idle time was that a break leaves out, on the axis where there is room for the words. */
function TimelineBreakWords({ ticks, scale }: AxisProps) {
  return (scale.breaks ?? []).map((gap) => {
    const [left, right] = [xOf(scale, gap.from), xOf(scale, gap.to)];
    const isTaken = ticks.some(({ at }) => {
      const x = xOf(scale, at);
      return x > left - BREAK_WORDS_PX && x < right - 1;
    });
    if (isTaken || right - left < BREAK_WORDS_PX || left < 0 || right > scale.width) return null;
    return (
      <div
        key={gap.from}
        className="absolute bottom-0 -translate-x-1/2 leading-4 whitespace-nowrap italic"
        style={{ left: shareOf(scale, (left + right) / 2) }}
      >
        {formatDuration(gap.to - gap.from)}
      </div>
    );
  });
}
