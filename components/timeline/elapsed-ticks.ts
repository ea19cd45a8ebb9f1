import {
  type AxisTick,
  DAY_MS,
  evenBoundaries,
  minStepMs,
  STEPS_MS,
  type TimeScale,
} from "@/components/runs/time-scale";

const UNITS = [
  { ms: DAY_MS, word: "d" },
  { ms: 3_600_000, word: "h" },
  { ms: 60_000, word: "m" },
  { ms: 1_000, word: "s" },
  { ms: 1, word: "ms" },
];

/** Ticks of an axis that counts from the start of each lane: whole steps before and after 0. */
export function elapsedTicks(scale: TimeScale, minGap = 84): AxisTick[] {
  const minStep = minStepMs(scale, minGap);
  const days = DAY_MS * Math.max(1, Math.ceil(minStep / DAY_MS));
  const step = STEPS_MS.find((candidate) => candidate >= minStep) ?? days;
  return evenBoundaries(scale, step).map((at) => ({
    at,
    label: elapsedWords(at),
    context: null,
  }));
}

/** A distance from the start in whole units: `0`, `+30 s`, `−2 m`, `+1 h 30 m`. */
export function elapsedWords(ms: number): string {
  let rest = Math.abs(Math.round(ms));
  if (rest === 0) return "0";
  const parts: string[] = [];
  for (const { ms: unit, word } of UNITS) {
    const count = Math.floor(rest / unit);
    if (count > 0) parts.push(`${count} ${word}`);
    rest -= count * unit;
  }
  return `${ms < 0 ? "−" : "+"}${parts.slice(0, 2).join(" ")}`;
}
