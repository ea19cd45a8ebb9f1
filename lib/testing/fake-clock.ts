import type { Clock } from "@/lib/domain/clock";

/** A clock that stands still until told otherwise. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  set(at: string | Date): void;
}

/** A clock for tests, starting at an ISO instant. */
export function fakeClock(startAt: string): FakeClock {
  let at = new Date(startAt).getTime();
  return {
    now: () => new Date(at),
    advance(ms) {
      at += ms;
    },
    set(next) {
      at = new Date(next).getTime();
    },
  };
}
