import type { Clock } from "@/lib/domain/clock";
import type { Queryable } from "./queryable";

/** Time of a process that never steps: milliseconds since some start. */
type MonotonicMs = () => number;

/** Round trips per measurement; the shortest one is the most exact. */
const SAMPLES = 3;
/** A larger step back is followed: the database's clock itself was set back. */
const MAX_HELD_MS = 5000;

/**
 * The database's clock, as this process knows it: the database's time at the last measurement plus
 * what a clock that never steps has counted since. A jump of the host's clock changes nothing, and
 * all nodes of one database agree up to the error of the measurement. Time stands still rather than
 * going back when a measurement corrects it.
 */
export class DatabaseClock implements Clock {
  readonly #monotonicMs: MonotonicMs;
  #offsetMs: number;
  #latestMs = 0;

  constructor(monotonicMs: MonotonicMs, initial: Date) {
    this.#monotonicMs = monotonicMs;
    this.#offsetMs = initial.getTime() - monotonicMs();
  }

  now(): Date {
    const ms = Math.floor(this.#offsetMs + this.#monotonicMs());
    if (ms > this.#latestMs || this.#latestMs - ms > MAX_HELD_MS) this.#latestMs = ms;
    return new Date(this.#latestMs);
  }

  /** Measures anew; half of the shortest round trip is the error. */
  async synchronise(db: Queryable): Promise<void> {
    let shortest = Number.POSITIVE_INFINITY;
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const before = this.#monotonicMs();
      const result = await db.query<{ ms: string }>(
        "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms",
      );
      const after = this.#monotonicMs();
      const ms = Number(result.rows[0]?.ms);
      if (!Number.isFinite(ms) || after - before >= shortest) continue;
      shortest = after - before;
      this.#offsetMs = ms - (before + after) / 2;
    }
  }
}
