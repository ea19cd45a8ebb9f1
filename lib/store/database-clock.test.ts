import { describe, expect, it } from "vitest";
import { DatabaseClock } from "./database-clock";
import type { Queryable } from "./queryable";

const START = Date.UTC(2026, 2, 2, 12);

/** A database and a process whose times the test moves; each question takes the next of `roundTrips`. */
function setUp() {
  const times = { database: START + 5000, monotonic: 0, roundTrips: [2] };
  const pass = (ms: number) => {
    times.database += ms;
    times.monotonic += ms;
  };
  let asked = 0;
  const db = {
    query: async () => {
      const roundTrip = times.roundTrips[asked % times.roundTrips.length] ?? 2;
      asked += 1;
      // The way there takes all the time, the way back none: the worst case.
      pass(roundTrip);
      return { rows: [{ ms: String(times.database) }] };
    },
  } as unknown as Queryable;
  const clock = new DatabaseClock(() => times.monotonic, new Date(START));
  return { times, pass, db, clock };
}

describe("the database's clock", () => {
  it("goes by what the process counts until it is synchronised", () => {
    const { clock, pass } = setUp();
    expect(clock.now().getTime()).toBe(START);
    pass(1500);
    expect(clock.now().getTime()).toBe(START + 1500);
  });

  it("follows the database within half a round trip", async () => {
    const { clock, times, db, pass } = setUp();
    times.roundTrips = [40];
    await clock.synchronise(db);
    expect(Math.abs(clock.now().getTime() - times.database)).toBeLessThanOrEqual(20);
    pass(60_000);
    expect(Math.abs(clock.now().getTime() - times.database)).toBeLessThanOrEqual(20);
  });

  it("goes by its shortest round trip: a busy moment does not move it", async () => {
    const { clock, times, db } = setUp();
    times.roundTrips = [800, 4, 600];
    await clock.synchronise(db);
    expect(Math.abs(clock.now().getTime() - times.database)).toBeLessThanOrEqual(2);
  });

  it("never goes back when a measurement corrects it, and goes on when time has caught up", async () => {
    const { clock, times, db, pass } = setUp();
    await clock.synchronise(db);
    const before = clock.now();
    times.database -= 500;
    await clock.synchronise(db);
    expect(clock.now()).toEqual(before);
    pass(1000);
    expect(clock.now() > before).toBe(true);
    expect(Math.abs(clock.now().getTime() - times.database)).toBeLessThanOrEqual(1);
  });

  it("follows when the database's clock was set back by much", async () => {
    const { clock, times, db } = setUp();
    await clock.synchronise(db);
    clock.now();
    times.database -= 3_600_000;
    await clock.synchronise(db);
    expect(Math.abs(clock.now().getTime() - times.database)).toBeLessThanOrEqual(1);
  });

  it("stays as it is when the database does not answer", async () => {
    const { clock, pass } = setUp();
    const away = { query: () => Promise.reject(new Error("away")) } as unknown as Queryable;
    await expect(clock.synchronise(away)).rejects.toThrow("away");
    pass(100);
    expect(clock.now().getTime()).toBe(START + 100);
  });
});
