import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intersectSpans, mergeSpans, replayable, type Span, subtractSpans } from "./span";

const LENGTH = 24;

const points = fc.array(fc.boolean(), { minLength: LENGTH, maxLength: LENGTH });

/** The spans of a row of points, each one long. */
function spansOf(inside: readonly boolean[]): Span[] {
  const single = inside.flatMap((isInside, from) => (isInside ? [{ from, to: from + 1 }] : []));
  return [...mergeSpans(single)];
}

describe("spans against points", () => {
  it("intersect where both are", () => {
    fc.assert(
      fc.property(points, points, (left, right) => {
        const both = left.map((isInside, index) => isInside && right[index] === true);
        expect([...intersectSpans(spansOf(left), spansOf(right))]).toEqual(spansOf(both));
      }),
    );
  });

  it("subtract where the second is not", () => {
    fc.assert(
      fc.property(points, points, (left, right) => {
        const rest = left.map((isInside, index) => isInside && right[index] === false);
        expect([...subtractSpans(spansOf(left), spansOf(right))]).toEqual(spansOf(rest));
      }),
    );
  });

  it("merge what overlaps or touches, also what lies inside another", () => {
    const spans = [
      { from: 0, to: 9 },
      { from: 2, to: 4 },
      { from: 9, to: 10 },
      { from: 11, to: 12 },
    ];
    expect([...mergeSpans(spans)]).toEqual([
      { from: 0, to: 10 },
      { from: 11, to: 12 },
    ]);
  });

  it("are found once, however often and in whatever turn they are gone through", () => {
    let found = 0;
    function* source() {
      for (let from = 0; from < 6; from += 2) {
        found++;
        yield { from, to: from + 1 };
      }
    }
    const spans = replayable(source());
    const [first] = spans;
    expect([first?.from, found]).toEqual([0, 1]);
    expect(Array.from(spans, ({ from }) => from)).toEqual([0, 2, 4]);
    expect([...spans]).toHaveLength(3);
    expect(found).toBe(3);
  });
});
