import type { ClaimedRun } from "@/lib/store/claim-runs";
import type { EngineDeps } from "./engine-deps";
import { passOnOnce } from "./gate-messenger";
import { admitOnce } from "./gatekeeper";
import type { SlotLimits } from "./slot-book";

/** How often the gates are looked at without a hint. */
const POLL_MS = 1000;
/** Passes at the gates before runs without gates have their turn. */
const MAX_PASSES = 5;

interface GateDutyDeps extends EngineDeps {
  server: { id: string; name: string };
  limits: (now: Date) => SlotLimits;
  /** Starts runs that were let through. */
  start: (runs: readonly ClaimedRun[], serverId: string) => void;
  /** The transaction that starts runs failed, but may have been committed. */
  onUnanswered: (now: Date) => void;
}

/** When this process server has to look at the gates: after a hint, when a slot comes free that is waited for, now and then. */
export class GateDuty {
  readonly #deps: GateDutyDeps;
  #isDue = true;
  #pollAt = new Date(0);
  /** A run that has passed its gates waits for a slot of this process server. */
  #isSlotLacked = false;

  constructor(deps: GateDutyDeps) {
    this.#deps = deps;
  }

  /** Something may have changed at the gates. */
  note(): void {
    this.#isDue = true;
  }

  /** Runs have to be examined from this instant on. */
  noteAt(at: Date): void {
    if (at < this.#pollAt) this.#pollAt = at;
  }

  /** True when it should be asked again at once. */
  get isDue(): boolean {
    return this.#isDue;
  }

  get isSlotLacked(): boolean {
    return this.#isSlotLacked;
  }

  /**
   * Takes runs through their gates while there is something to do there, for a few passes. A failure is logged and
   * tried again with the next poll: runs without gates do not wait for it. Answers how many runs it started.
   */
  async passWhenDue(): Promise<number> {
    const now = this.#deps.clock.now();
    const hasSlot = this.#isSlotLacked && this.#deps.limits(now).limit > 0;
    if (!this.#isDue && !hasSlot && now < this.#pollAt) return 0;
    this.#isDue = false;
    this.#pollAt = new Date(now.getTime() + POLL_MS);
    let started = 0;
    try {
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const done = await this.#pass();
        started += done.started;
        if (!done.more) return started;
      }
      this.#isDue = true;
    } catch (error) {
      this.#deps.onUnanswered(now);
      this.#deps.logger.error({ err: error }, "the gates could not be looked at");
    }
    return started;
  }

  async #pass(): Promise<{ started: number; more: boolean }> {
    const { server, limits, clock, start } = this.#deps;
    const { id } = server;
    const told = await passOnOnce(this.#deps);
    const admitted = await admitOnce(this.#deps, { server, ...limits(clock.now()) });
    this.#isSlotLacked = admitted.lackSlot;
    start(admitted.started, id);
    const more = told.more || admitted.more || told.woken > 0;
    return { started: admitted.started.length, more };
  }
}
