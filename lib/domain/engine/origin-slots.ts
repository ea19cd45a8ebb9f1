/** Runs of one origin that may be in flight while its circuit is open: enough to notice that it is back. */
export const PROBE_LIMIT = 2;
/** Connection failures in a row after which an origin counts as dead. */
export const FAILURES_TO_OPEN = 5;
/** How long after its last failure an origin counts as dead, in milliseconds. */
export const OPEN_MS = 60_000;

/** What is remembered of an origin: its unbroken series of connection failures. */
export interface OriginHealth {
  readonly failures: number;
  readonly lastFailureAt: Date | null;
}

/** How a call ended, as far as its origin's health goes: any HTTP answer at all is `reached`. */
export type OriginOutcome = "reached" | "unreachable";

/** An origin that has not failed, known or not. */
export const HEALTHY_ORIGIN: OriginHealth = { failures: 0, lastFailureAt: null };

/** The health of an origin after one more call: an answer ends the series of failures, a failure lengthens it. */
export function healthAfter(health: OriginHealth, outcome: OriginOutcome, now: Date): OriginHealth {
  if (outcome === "reached") return HEALTHY_ORIGIN;
  const isStale = health.lastFailureAt === null || isOver(health.lastFailureAt, now);
  return { failures: isStale ? 1 : health.failures + 1, lastFailureAt: now };
}

/** Whether an origin counts as dead: five or more connection failures in a row, the last one within 60 seconds. */
export function isCircuitOpen(health: OriginHealth, now: Date): boolean {
  return (
    health.failures >= FAILURES_TO_OPEN &&
    health.lastFailureAt !== null &&
    !isOver(health.lastFailureAt, now)
  );
}

/** Slots kept beyond `concurrency` for origins other than the one that fills the ordinary slots. */
export function reservedSlots(concurrency: number): number {
  return Math.ceil(concurrency / 4);
}

interface OriginLoad {
  readonly origin: string;
  /** Slots of this node that any origin may fill; the reserve comes on top. */
  readonly concurrency: number;
  readonly inFlightTotal: number;
  readonly inFlightByOrigin: ReadonlyMap<string, number>;
  readonly health: OriginHealth;
  readonly now: Date;
}

/**
 * How many more runs of an origin may start now. Any origin may fill the ordinary slots; once they are full, only an
 * origin that holds less than half of the reserve may start in it, so a host that hangs leaves room for the others.
 * A dead origin holds at most two.
 */
export function decideOriginLimit(load: OriginLoad): number {
  const mine = load.inFlightByOrigin.get(load.origin) ?? 0;
  const reserve = reservedSlots(load.concurrency);
  const ordinary = atLeastZero(load.concurrency - load.inFlightTotal);
  const reserveLeft = load.concurrency + reserve - load.inFlightTotal - ordinary;
  const reserveShare = Math.ceil(reserve / 2) - mine - ordinary;
  const free = ordinary + atLeastZero(Math.min(reserveLeft, reserveShare));
  if (!isCircuitOpen(load.health, load.now)) return free;
  return atLeastZero(Math.min(PROBE_LIMIT - mine, free));
}

function atLeastZero(value: number): number {
  return Math.max(0, value);
}

/** Whether a failure lies so far back that it says nothing about the origin any more. */
function isOver(failedAt: Date, now: Date): boolean {
  return now.getTime() - failedAt.getTime() > OPEN_MS;
}
