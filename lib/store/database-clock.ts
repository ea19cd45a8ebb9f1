import type { Clock } from "@/lib/domain/clock";
import type { Queryable } from "./queryable";

/** Time of a process that never steps: milliseconds since some start. */
type MonotonicMs = () => number;

/**
 * The database's clock, as this process knows it: the database's time at the last measurement plus
 * what a clock that never steps has counted since. A jump of the host's clock changes nothing, and
 * all nodes of one database agree.
 */
export class DatabaseClock implements Clock {
  readonly #monotonicMs: MonotonicMs;
  #offsetMs: number;

  constructor(monotonicMs: MonotonicMs, initial: Date) {
    this.#monotonicMs = monotonicMs;
    this.#offsetMs = initial.getTime() - monotonicMs();
  }

  now(): Date {
    return new Date(Math.floor(this.#offsetMs + this.#monotonicMs()));
  }

  /** Measures anew; half the round trip is the error. */
  async synchronise(db: Queryable): Promise<void> {
    const before = this.#monotonicMs();
    const result = await db.query<{ ms: string }>(
      "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms",
    );
    const after = this.#monotonicMs();
    const ms = Number(result.rows[0]?.ms);
    if (Number.isFinite(ms)) this.#offsetMs = ms - (before + after) / 2;
  }
}
