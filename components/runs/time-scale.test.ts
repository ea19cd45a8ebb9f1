import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisTicks, clampSpan, timeAt, xOf, zoomSpan } from "@/components/runs/time-scale";

const scale = (from: string, to: string, width = 900) => ({
  from: Date.parse(from),
  to: Date.parse(to),
  width,
});

describe("axisTicks", () => {
  it("puts ticks of a minute on whole seconds", () => {
    const ticks = axisTicks(scale("2025-11-14T14:02:03.400Z", "2025-11-14T14:03:03.400Z"));
    expect(ticks.map((tick) => tick.label)).toEqual([
      "14:02:10",
      "14:02:20",
      "14:02:30",
      "14:02:40",
      "14:02:50",
      "14:03:00",
    ]);
    expect(ticks[0]?.context).toBe("14 Nov 2025");
    expect(ticks[1]?.context).toBeNull();
  });

  it("names the day where it changes", () => {
    const ticks = axisTicks(scale("2025-11-14T20:00:00Z", "2025-11-15T04:00:00Z"));
    expect(ticks.find((tick) => tick.label === "00:00")?.context).toBe("15 Nov 2025");
  });

  it("begins weeks on Mondays and months on the first", () => {
    const weeks = axisTicks(scale("2025-10-01T00:00:00Z", "2025-12-01T00:00:00Z"));
    expect(weeks.map((tick) => new Date(tick.at).getUTCDay())).toEqual(weeks.map(() => 1));
    const months = axisTicks(scale("2025-01-15T00:00:00Z", "2025-12-15T00:00:00Z", 1_200));
    expect(months[0]?.label).toBe("Feb 2025");
    expect(months.every((tick) => new Date(tick.at).getUTCDate() === 1)).toBe(true);
  });

  it("keeps its distance and its bounds for every span", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 5, max: 2e12 }),
        fc.integer({ min: 200, max: 3_000 }),
        (from, length, width) => {
          const view = { from, to: from + length, width };
          const ticks = axisTicks(view, 84);
          ticks.forEach((tick, index) => {
            expect(tick.at).toBeGreaterThanOrEqual(view.from);
            expect(tick.at).toBeLessThanOrEqual(view.to);
            const next = ticks[index + 1];
            // Months differ in length: February may be up to 8 % short.
            if (next) expect(xOf(view, next.at) - xOf(view, tick.at)).toBeGreaterThan(84 * 0.9);
          });
        },
      ),
    );
  });
});

describe("zooming", () => {
  const whole = { from: 0, to: 10_000 };

  it("keeps the instant under the pointer where it is", () => {
    const view = zoomSpan(whole, { factor: 0.5, around: 4_000, whole });
    expect(view).toEqual({ from: 2_000, to: 7_000 });
  });

  it("never leaves the whole nor goes below a few milliseconds", () => {
    expect(zoomSpan({ from: 0, to: 2_000 }, { factor: 100, around: 5, whole })).toEqual(whole);
    const deep = zoomSpan({ from: 0, to: 6 }, { factor: 0.01, around: 3, whole });
    expect(deep.to - deep.from).toBe(5);
    expect(clampSpan({ from: -500, to: 500 }, whole)).toEqual({ from: 0, to: 1_000 });
  });

  it("converts pixels to instants and back", () => {
    const view = { from: 1_000, to: 3_000, width: 500 };
    expect(timeAt(view, xOf(view, 1_700))).toBeCloseTo(1_700);
  });
});
