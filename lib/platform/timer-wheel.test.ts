import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Timed, TimerWheel } from "./timer-wheel";

const TICK = 10;

function wheelAt(startMs = 0) {
  let nowMs = startMs;
  const met: { name: string; atMs: number }[] = [];
  const wheel = new TimerWheel<Timed>({ tickMs: TICK, monotonicMs: () => nowMs });
  const entry = (name: string, then?: () => void): Timed => ({
    deadlineTick: -1,
    onDeadline: () => {
      met.push({ name, atMs: nowMs });
      then?.();
    },
  });
  const goTo = (ms: number): void => {
    nowMs = ms;
    wheel.advance();
  };
  return { wheel, entry, met, goTo };
}

describe("TimerWheel", () => {
  it("meets a deadline once, never early and at most two ticks late", () => {
    const delays = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(delays, fc.integer({ min: 0, max: 1e6 }), (delaysMs, startMs) => {
        const { wheel, entry, met, goTo } = wheelAt(startMs);
        delaysMs.forEach((delayMs, i) => {
          wheel.schedule(entry(String(i)), delayMs);
        });
        for (let ms = startMs; ms <= startMs + 20_050; ms += TICK) goTo(ms);
        expect(met).toHaveLength(delaysMs.length);
        for (const { name, atMs } of met) {
          const delayMs = delaysMs[Number(name)] ?? 0;
          expect(atMs - startMs).toBeGreaterThanOrEqual(delayMs);
          expect(atMs - startMs).toBeLessThanOrEqual(delayMs + 2 * TICK);
        }
        expect(wheel.size).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it("does not meet a deadline that was cancelled or moved", () => {
    const { wheel, entry, met, goTo } = wheelAt();
    const cancelled = entry("cancelled");
    const moved = entry("moved");
    wheel.schedule(cancelled, 50);
    wheel.schedule(moved, 50);
    wheel.cancel(cancelled);
    wheel.cancel(cancelled);
    wheel.schedule(moved, 500);
    goTo(400);
    expect(met).toEqual([]);
    goTo(520);
    expect(met).toEqual([{ name: "moved", atMs: 520 }]);
  });

  it("takes a new deadline from the one that is being met", () => {
    const { wheel, entry, met, goTo } = wheelAt();
    const again: Timed = entry("again", () => {
      if (met.length < 2) wheel.schedule(again, 100);
    });
    wheel.schedule(again, 100);
    goTo(120);
    goTo(240);
    expect(met.map(({ atMs }) => atMs)).toEqual([120, 240]);
  });

  it("catches up after a pause longer than a turn", () => {
    const { wheel, entry, met, goTo } = wheelAt();
    for (const delayMs of [10, 3000, 7000, 60_000, 200_000])
      wheel.schedule(entry(String(delayMs)), delayMs);
    goTo(100_000);
    expect(met.map(({ name }) => name).sort()).toEqual(["10", "3000", "60000", "7000"]);
    expect(wheel.entries()).toHaveLength(1);
  });
});
