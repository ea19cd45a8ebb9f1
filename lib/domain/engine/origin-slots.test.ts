import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decideOriginLimit,
  FAILURES_TO_OPEN,
  HEALTHY_ORIGIN,
  healthAfter,
  isCircuitOpen,
  OPEN_MS,
  type OriginHealth,
  PROBE_LIMIT,
  reservedSlots,
} from "./origin-slots";

const NOW = new Date("2026-03-01T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);

function failed(times: number): OriginHealth {
  let health: OriginHealth = HEALTHY_ORIGIN;
  for (let i = 0; i < times; i += 1) health = healthAfter(health, "unreachable", NOW);
  return health;
}

function limit(counts: Record<string, number>, origin: string, health = HEALTHY_ORIGIN): number {
  const inFlightByOrigin = new Map(Object.entries(counts));
  const inFlightTotal = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return decideOriginLimit({
    origin,
    concurrency: 100,
    inFlightTotal,
    inFlightByOrigin,
    health,
    now: NOW,
  });
}

describe("decideOriginLimit", () => {
  it("gives a lone origin every ordinary slot and not one of the reserve", () => {
    expect(limit({}, "a")).toBe(100);
    expect(limit({ a: 40 }, "a")).toBe(60);
    expect(limit({ a: 100 }, "a")).toBe(0);
  });

  it("keeps room for another origin when one fills the slots", () => {
    expect(limit({ a: 100 }, "b")).toBe(13);
    expect(limit({ a: 100, b: 12 }, "b")).toBe(1);
    expect(limit({ a: 100, b: 13 }, "b")).toBe(0);
    expect(limit({ a: 100, b: 13 }, "c")).toBe(12);
  });

  it("keeps room for a third origin when two fill the slots between them", () => {
    expect(limit({ a: 50, b: 50 }, "a")).toBe(0);
    expect(limit({ a: 50, b: 50 }, "c")).toBe(13);
  });

  it("lets only two runs of a dead origin be in flight", () => {
    expect(limit({}, "a", failed(FAILURES_TO_OPEN))).toBe(PROBE_LIMIT);
    expect(limit({ a: 1 }, "a", failed(FAILURES_TO_OPEN))).toBe(1);
    expect(limit({ a: 9 }, "a", failed(FAILURES_TO_OPEN))).toBe(0);
  });

  it("never lets one origin above the concurrency nor all together above concurrency and reserve", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.boolean()), { maxLength: 300 }),
        (concurrency, steps) => {
          const counts = new Map<string, number>();
          let total = 0;
          for (const [origin, starts] of steps) {
            const mine = counts.get(origin) ?? 0;
            const load = { concurrency, inFlightTotal: total, inFlightByOrigin: counts, now: NOW };
            const more = decideOriginLimit({ ...load, origin, health: HEALTHY_ORIGIN });
            expect(more).toBeGreaterThanOrEqual(0);
            const change = starts ? more : -Math.min(mine, 1);
            counts.set(origin, mine + change);
            total += change;
            expect(counts.get(origin)).toBeLessThanOrEqual(concurrency);
            expect(total).toBeLessThanOrEqual(concurrency + reservedSlots(concurrency));
          }
        },
      ),
    );
  });

  it("always leaves a newcomer a slot while a single other origin is in flight", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (concurrency, wanted) => {
        const counts = new Map([["dead", Math.min(wanted, concurrency)]]);
        const inFlightTotal = counts.get("dead") ?? 0;
        const load = { concurrency, inFlightTotal, inFlightByOrigin: counts, now: NOW };
        const more = decideOriginLimit({ ...load, origin: "new", health: HEALTHY_ORIGIN });
        expect(more).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe("healthAfter", () => {
  it("opens the circuit at the fifth failure in a row", () => {
    expect(isCircuitOpen(failed(FAILURES_TO_OPEN - 1), NOW)).toBe(false);
    expect(isCircuitOpen(failed(FAILURES_TO_OPEN), NOW)).toBe(true);
  });

  it("closes it at the first answer", () => {
    expect(isCircuitOpen(healthAfter(failed(9), "reached", NOW), NOW)).toBe(false);
  });

  it("closes it when nothing has failed for a minute", () => {
    expect(isCircuitOpen(failed(9), later(OPEN_MS))).toBe(true);
    expect(isCircuitOpen(failed(9), later(OPEN_MS + 1))).toBe(false);
  });

  it("begins a new series after a minute without failures", () => {
    expect(healthAfter(failed(4), "unreachable", later(OPEN_MS + 1)).failures).toBe(1);
  });
});
