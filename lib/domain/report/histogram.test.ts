import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, HISTOGRAM_ERROR, percentileOf } from "./histogram";

const countsOf = (values: readonly number[]) =>
  values.map((value) => ({ bucket: bucketOf(value), runs: 1 }));

describe("percentiles from a histogram", () => {
  it("are off by no more than the documented error", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3_000_000_000 }), { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (values, share) => {
          const sorted = values.toSorted((a, b) => a - b);
          const exact = sorted[Math.ceil(share * values.length) - 1] ?? 0;
          const told = percentileOf(countsOf(values), share, Math.max(...values)) ?? -1;
          expect(Math.abs(told - exact)).toBeLessThanOrEqual(
            Math.max(1, exact * HISTOGRAM_ERROR * 1.000_001),
          );
        },
      ),
    );
  });

  it("never exceed the largest value, and there is none without values", () => {
    const many = Array<number>(40).fill(99);
    expect(percentileOf(countsOf(many), 0.5, 99)).toBe(99);
    expect(percentileOf(countsOf([5, 101]), 0.95, 101)).toBe(101);
    expect(percentileOf([], 0.95, 0)).toBeNull();
  });

  it("are the same for one histogram and for its parts", () => {
    const parts = [...countsOf([5, 900, 70_000]), ...countsOf([5, 6, 7])];
    const whole = [...new Set(parts.map(({ bucket }) => bucket))].map((bucket) => ({
      bucket,
      runs: parts.filter((part) => part.bucket === bucket).length,
    }));
    for (const share of [0.1, 0.5, 0.95]) {
      expect(percentileOf(parts, share, 70_000)).toBe(percentileOf(whole, share, 70_000));
    }
  });
});
