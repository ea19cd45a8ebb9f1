/** Something with one deadline at a time. The wheel alone writes `deadlineTick`; it is -1 while none is set. */
export interface Timed {
  deadlineTick: number;
  onDeadline(): void;
}

interface TimerWheelOptions {
  /** Granularity: a deadline is met up to two ticks late, never early. */
  readonly tickMs: number;
  /** Milliseconds that only ever grow; the process's own in production. */
  readonly monotonicMs: () => number;
}

const SLOTS = 512;

/**
 * Deadlines for very many short-lived things under one interval: setting and cancelling cost a set insertion, where
 * a timer each would cost far more. The interval runs only while a deadline is set.
 */
export class TimerWheel<T extends Timed> {
  readonly #slots: Set<T>[] = Array.from({ length: SLOTS }, () => new Set<T>());
  readonly #tickMs: number;
  readonly #monotonicMs: () => number;
  #doneTick: number;
  #size = 0;
  #interval: NodeJS.Timeout | null = null;

  constructor(options: TimerWheelOptions) {
    this.#tickMs = options.tickMs;
    this.#monotonicMs = options.monotonicMs;
    this.#doneTick = this.#currentTick();
  }

  /** Deadlines that are set. */
  get size(): number {
    return this.#size;
  }

  /** Milliseconds since an arbitrary start, as of now. */
  monotonicMs(): number {
    return this.#monotonicMs();
  }

  /** Sets or moves the deadline of an entry to `delayMs` from now. */
  schedule(entry: T, delayMs: number): void {
    this.cancel(entry);
    const ticks = Math.ceil(Math.max(0, delayMs) / this.#tickMs);
    entry.deadlineTick = this.#currentTick() + ticks + 1;
    this.#slotOf(entry.deadlineTick).add(entry);
    this.#size += 1;
    if (!this.#interval) this.#start();
  }

  cancel(entry: T): void {
    if (entry.deadlineTick < 0) return;
    if (this.#slotOf(entry.deadlineTick).delete(entry)) this.#size -= 1;
    entry.deadlineTick = -1;
  }

  /** Everything with a deadline, in no particular order. */
  entries(): T[] {
    return this.#slots.flatMap((slot) => [...slot]);
  }

  /** Meets every deadline that has passed; the interval calls it. */
  advance(): void {
    const current = this.#currentTick();
    // After a long pause one turn of the wheel covers every slot.
    const first = Math.max(this.#doneTick + 1, current - SLOTS + 1);
    this.#doneTick = current;
    for (let tick = first; tick <= current; tick += 1) this.#meet(this.#slotOf(tick), current);
    if (this.#size === 0) this.#stop();
  }

  #meet(slot: Set<T>, current: number): void {
    for (const entry of slot) {
      if (entry.deadlineTick > current) continue;
      this.cancel(entry);
      entry.onDeadline();
    }
  }

  #currentTick(): number {
    return Math.floor(this.#monotonicMs() / this.#tickMs);
  }

  #slotOf(tick: number): Set<T> {
    const slot = this.#slots[tick % SLOTS];
    if (!slot) throw new RangeError(`No slot for tick ${tick}`);
    return slot;
  }

  #start(): void {
    this.#doneTick = this.#currentTick();
    this.#interval = setInterval(() => this.advance(), this.#tickMs);
    this.#interval.unref();
  }

  #stop(): void {
    if (this.#interval) clearInterval(this.#interval);
    this.#interval = null;
  }
}
