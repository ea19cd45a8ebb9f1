import { bandHeight, laneTop, stepMiddle } from "@/components/chains/drawing-geometry";
import type { DrawnJump, DrawnStep } from "@/components/chains/drawn-chain";
import { type JumpLane, jumpLanes } from "@/components/chains/jump-lanes";

type PlacedJump = JumpLane & { label: string };

type ChainJumpsProps = {
  steps: readonly DrawnStep[];
  jumps: readonly DrawnJump[];
  hasHead: boolean;
};

/** The jumps between steps that are there, each with its lane. */
export function placeJumps(
  steps: readonly DrawnStep[],
  jumps: readonly DrawnJump[],
): { jumps: PlacedJump[]; height: number } {
  const indexOf = new Map(steps.map(({ id }, index) => [id, index]));
  const known = jumps.flatMap(({ from, to, label }) => {
    const ends = { from: indexOf.get(from), to: indexOf.get(to) };
    return ends.from === undefined || ends.to === undefined
      ? []
      : [{ from: ends.from, to: ends.to, label }];
  });
  const lanes = jumpLanes(known);
  const count = Math.max(0, ...lanes.map(({ lane }) => lane + 1));
  const placed = lanes.map((lane, index) => ({ ...lane, label: known[index]?.label ?? "" }));
  return { jumps: placed, height: bandHeight(count) };
}

/** Go-to handlers as arrows above the steps. Decoration: each step names its handlers in words. */
export function ChainJumps({ steps, jumps, hasHead }: ChainJumpsProps) {
  const placed = placeJumps(steps, jumps);
  if (placed.jumps.length === 0) return null;
  const lanes = Math.max(...placed.jumps.map(({ lane }) => lane + 1));
  const width = stepMiddle(steps.length, hasHead);
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={placed.height}
      className="pointer-events-none absolute top-0 left-0 overflow-visible text-ink-muted"
    >
      {placed.jumps.map((jump) => (
        <JumpArrow
          key={`${jump.from} ${jump.to} ${jump.label}`}
          jump={jump}
          top={laneTop(jump.lane, lanes)}
          bottom={placed.height}
          hasHead={hasHead}
        />
      ))}
    </svg>
  );
}

const APART = 24;
const CORNER = 6;

function JumpArrow(props: { jump: PlacedJump; top: number; bottom: number; hasHead: boolean }) {
  const { jump, top, bottom, hasHead } = props;
  // An arrow leaves on the side it goes to and arrives on the side it comes from, so that none meet at a step.
  const towards = jump.to < jump.from ? -APART : APART;
  const from = stepMiddle(jump.from, hasHead) + towards;
  const to = stepMiddle(jump.to, hasHead) - towards;
  const side = to < from ? -CORNER : CORNER;
  const path = [
    `M${from} ${bottom}`,
    `V${top + CORNER}`,
    `Q${from} ${top} ${from + side} ${top}`,
    `H${to - side}`,
    `Q${to} ${top} ${to} ${top + CORNER}`,
    `V${bottom - 5}`,
  ].join(" ");
  const middle = (from + to) / 2;
  const half = jump.label.length * 3.2 + 5;
  return (
    <g>
      <path d={path} fill="none" stroke="currentColor" strokeWidth={1.5} strokeDasharray="4 3" />
      <path
        d={`M${to - 4} ${bottom - 7}L${to} ${bottom}L${to + 4} ${bottom - 7}Z`}
        fill="currentColor"
      />
      <rect
        x={middle - half}
        y={top - 8}
        width={half * 2}
        height={16}
        rx={3}
        className="fill-canvas"
      />
      <text
        x={middle}
        y={top + 3.5}
        textAnchor="middle"
        className="fill-current font-medium text-[11px]"
      >
        {jump.label}
      </text>
    </g>
  );
}
