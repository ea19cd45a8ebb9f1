import { describe, expect, it } from "vitest";
import { stripBars } from "@/components/timeline/strip-layout";
import type { RunState } from "@/lib/domain/run/run-state";
import { segmentsFromTransitions } from "@/lib/domain/run/timeline-segments";

const at = (ms: number) => new Date(Date.UTC(2025, 10, 14) + ms);
const lifeOf = (...changes: [RunState, number][]) =>
  segmentsFromTransitions(changes.map(([state, ms]) => ({ state, at: at(ms) })));
const total = (bars: { width: number }[]) => bars.reduce((sum, { width }) => sum + width, 0);

describe("the bars of a strip", () => {
  const life = lifeOf(["Scheduled", 0], ["LockWait", 10], ["Running", 3_010], ["Completed", 4_010]);

  it("fill it, side by side, as long as the stays lasted", () => {
    const bars = stripBars(life, { now: at(5_000) });
    expect(total(bars)).toBeCloseTo(100);
    bars.forEach((bar, index) => {
      const next = bars[index + 1];
      if (next) expect(bar.x + bar.width).toBeCloseTo(next.x);
    });
    const [scheduled, waited, ran] = bars.map(({ width }) => width);
    expect(waited).toBeGreaterThan((ran ?? 0) * 2);
    expect(scheduled).toBeGreaterThanOrEqual(3.5);
  });

  it("take their share of a scale that is the same for all strips", () => {
    expect(total(stripBars(life, { now: at(5_000), share: 0.5 }))).toBeCloseTo(54);
    expect(total(stripBars(life, { now: at(5_000), share: 7 }))).toBeCloseTo(100);
  });

  it("stay within it however many there are", () => {
    const many = lifeOf(
      ...Array.from({ length: 24 }, (_, i): [RunState, number] => ["Queued", i]),
      ["Killed", 30],
    );
    const bars = stripBars(many, { now: at(40) });
    expect(total(bars)).toBeCloseTo(100);
    expect(Math.min(...bars.map(({ width }) => width))).toBeGreaterThan(2);
  });
});
