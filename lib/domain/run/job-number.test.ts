import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstJobSerial, jobCountOf, RING_DAYS, SLOTS_PER_SECOND } from "./job-number";

const DAY_SERIALS = 86_400 * SLOTS_PER_SECOND;

describe("jobCountOf", () => {
  it("begins with the second of the submission", () => {
    expect(jobCountOf(firstJobSerial(new Date("2026-11-20T02:14:05.900Z")))).toMatch(/^021405..$/);
  });

  it("is eight characters for every serial", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (serial) => {
        expect(jobCountOf(serial)).toMatch(/^([01]\d|2[0-3])[0-5]\d[0-5]\d[0-9A-Z]{2}$/);
      }),
    );
  });

  it("gives no number twice within the days of the ring", () => {
    const serials = fc.integer({ min: 0, max: RING_DAYS * DAY_SERIALS - 1 });
    fc.assert(
      fc.property(serials, serials, fc.integer({ min: 0, max: 10 ** 9 }), (a, b, start) => {
        fc.pre(a !== b);
        expect(jobCountOf(start + a)).not.toBe(jobCountOf(start + b));
      }),
    );
  });

  it("runs on into the next second when a second is full", () => {
    const first = firstJobSerial(new Date("2026-11-20T02:14:05Z"));
    expect(jobCountOf(first + SLOTS_PER_SECOND)).toMatch(/^021406/);
  });
});
