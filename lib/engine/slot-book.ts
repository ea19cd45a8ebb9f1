import {
  decideOriginLimit,
  HEALTHY_ORIGIN,
  healthAfter,
  isCircuitOpen,
  OPEN_MS,
  type OriginHealth,
  reservedSlots,
} from "@/lib/domain/engine/origin-slots";

/** How many runs may start on this process server now. */
export interface SlotLimits {
  limit: number;
  /** Per origin where that is less; null when no origin is short of slots. */
  limitByOrigin: Record<string, number> | null;
  limitOfOthers: number;
}

/** How often the reserve is looked at while the ordinary slots are full. */
export const RESERVE_EVERY_MS = 100;
/** Origins remembered for their failures before the oldest failures are forgotten. */
const MAX_FAILED_ORIGINS = 1000;

/** The slots of this process server: which are taken, by which origins, and which origins have failed lately. */
export class SlotBook {
  readonly #concurrency: number;
  readonly #byOrigin = new Map<string, number>();
  readonly #health = new Map<string, OriginHealth>();
  #taken = 0;
  #reserveAt = new Date(0);

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** Slots in use. */
  get taken(): number {
    return this.#taken;
  }

  take(origin: string): void {
    this.#taken += 1;
    this.#byOrigin.set(origin, (this.#byOrigin.get(origin) ?? 0) + 1);
  }

  free(origin: string): void {
    this.#taken -= 1;
    const left = (this.#byOrigin.get(origin) ?? 1) - 1;
    if (left > 0) this.#byOrigin.set(origin, left);
    else this.#byOrigin.delete(origin);
  }

  /** An origin answered, or was silent when it was called. */
  note(origin: string, outcome: "reached" | "unreachable", now: Date): void {
    const known = this.#health.get(origin);
    if (outcome === "unreachable") {
      this.#health.set(origin, healthAfter(known ?? HEALTHY_ORIGIN, outcome, now));
      if (this.#health.size > MAX_FAILED_ORIGINS) this.#forgetOldFailures(now);
    } else if (known) this.#health.delete(origin);
  }

  /**
   * Free slots over all, and per origin where that is less. Any origin may fill the ordinary slots; the
   * reserve is claimed per origin only, so a host that hangs never stops the others.
   */
  limits(now: Date): SlotLimits {
    const ordinary = this.#concurrency - this.#taken;
    const constrained: Record<string, number> = {};
    for (const origin of new Set([...this.#byOrigin.keys(), ...this.#health.keys()])) {
      const health = this.#health.get(origin) ?? HEALTHY_ORIGIN;
      const limit = this.#limitOf(origin, health, now);
      if (ordinary <= 0 || isCircuitOpen(health, now)) constrained[origin] = limit;
    }
    if (Object.keys(constrained).length === 0) {
      return { limit: Math.max(0, ordinary), limitByOrigin: null, limitOfOthers: 0 };
    }
    if (ordinary > 0)
      return { limit: ordinary, limitByOrigin: constrained, limitOfOthers: ordinary };
    return {
      limit: Math.max(0, this.#concurrency + reservedSlots(this.#concurrency) - this.#taken),
      limitByOrigin: constrained,
      limitOfOthers: this.#limitOf("", HEALTHY_ORIGIN, now),
    };
  }

  /**
   * While the ordinary slots are full, the reserve is looked at a few times a second only: mostly it is
   * the same busy origin that waits, and the slot it frees next is a moment away.
   */
  msUntilReserve(now: Date): number {
    if (this.#taken < this.#concurrency) return 0;
    const waitMs = this.#reserveAt.getTime() - now.getTime();
    if (waitMs > 0) return waitMs;
    this.#reserveAt = new Date(now.getTime() + RESERVE_EVERY_MS);
    return 0;
  }

  #limitOf(origin: string, health: OriginHealth, now: Date): number {
    return decideOriginLimit({
      origin,
      concurrency: this.#concurrency,
      inFlightTotal: this.#taken,
      inFlightByOrigin: this.#byOrigin,
      health,
      now,
    });
  }

  #forgetOldFailures(now: Date): void {
    for (const [origin, { lastFailureAt }] of this.#health) {
      if (!lastFailureAt || now.getTime() - lastFailureAt.getTime() > OPEN_MS)
        this.#health.delete(origin);
    }
  }
}
