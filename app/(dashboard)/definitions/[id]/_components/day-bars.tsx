export type DayBarPart = { value: number; colour: string };

type DayBarsProps = {
  /** What the bars show: "Runs per day, last 30 days". */
  label: string;
  bars: readonly { key: string; title: string; parts: readonly DayBarPart[] }[];
};

const BAR_PX = 6;
const GAP_PX = 1;
const HEIGHT_PX = 36;
/** What there was of something stays visible, however little. */
const SMALLEST_PX = 1;

/** A bar from zero for each day, its parts one upon the other. */
export function DayBars({ label, bars }: DayBarsProps) {
  const sumOf = (parts: readonly DayBarPart[]) => parts.reduce((sum, part) => sum + part.value, 0);
  const highest = Math.max(Number.MIN_VALUE, ...bars.map((bar) => sumOf(bar.parts)));
  const width = bars.length * (BAR_PX + GAP_PX);
  return (
    <svg role="img" aria-label={label} width={width} height={HEIGHT_PX} className="block">
      <line x1={0} x2={width} y1={HEIGHT_PX - 0.5} y2={HEIGHT_PX - 0.5} stroke="var(--line)" />
      {bars.map((bar, index) => (
        <g key={bar.key} transform={`translate(${index * (BAR_PX + GAP_PX)} 0)`}>
          <title>{bar.title}</title>
          <rect width={BAR_PX} height={HEIGHT_PX} fill="transparent" />
          {stacked(bar.parts, highest).map((part) => (
            <rect
              key={part.colour}
              y={part.y}
              width={BAR_PX}
              height={part.height}
              fill={part.colour}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

function stacked(parts: readonly DayBarPart[], highest: number) {
  let top = HEIGHT_PX;
  return parts
    .filter((part) => part.value > 0)
    .map((part) => {
      const height = Math.max(SMALLEST_PX, (part.value / highest) * HEIGHT_PX);
      top -= height;
      return { colour: part.colour, height, y: Math.max(0, top) };
    });
}
