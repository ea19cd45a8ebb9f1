/**
 * One pass of each duty, answering how long it may rest: until the next moment it knows of, at most as long as it may
 * do without a hint.
 */
import { nextScheduleDue, recordPlanned } from "@/lib/store/due-schedules";
import { nextRunStart } from "@/lib/store/live-runs";
import { nextTimedRun } from "@/lib/store/timed-runs";
import { ConductorMemory, conductOnce } from "./conductor";
import type { Dispatcher, ServerIdentity } from "./dispatcher";
import type { EngineDeps } from "./engine-deps";
import type { EngineHint } from "./engine-hint";
import { sweepOnce } from "./gate-messenger";
import type { LeaseKeeper } from "./lease-keeper";
import { NextStarts } from "./next-starts";
import { PLAN_AHEAD_MS, PLANNER_DUTY, planOnce } from "./planner";
import type { Reachability } from "./reachability";
import { expireOnce, killOnce, READY_AHEAD_MS, readyOnce, rescueOnce } from "./rescuer";
import { timeOnce, timeQueuesOnce } from "./timekeeper";

const PLANNER_MAX_REST_MS = 5000;
const DISPATCHER_REST_MS = 1000;
const RESCUER_REST_MS = 1000;
const TIMEKEEPER_REST_MS = 1000;
const CONDUCTOR_REST_MS = 1000;
const SWEEP_EVERY_MS = 15_000;

interface PassDeps extends EngineDeps {
  server: ServerIdentity;
  dispatcher: Dispatcher;
  lease: LeaseKeeper;
  reachability: Reachability;
  /** Work may have come for another duty of this node. */
  hint: (what: EngineHint) => void;
  /** Told after each claim whether runs wait for a slot. */
  onWaiting: (isMoreWaiting: boolean) => void;
}

export class DutyPasses {
  readonly #deps: PassDeps;
  readonly #conductorMemory = new ConductorMemory();
  readonly #nextStarts: NextStarts;
  #sweepAt = new Date(0);

  constructor(deps: PassDeps) {
    this.#deps = deps;
    this.#nextStarts = new NextStarts(deps.db);
  }

  async planAll(): Promise<number> {
    let planned = 0;
    for (;;) {
      const now = this.#deps.clock.now();
      const pass = await planOnce(this.#deps);
      planned += pass.planned;
      if (pass.planned > 0) this.#deps.hint(pass.hasGates ? "gates" : "runs");
      if (pass.more) continue;
      await recordPlanned(this.#deps.db.pool, PLANNER_DUTY, now);
      return planned;
    }
  }

  async plan(): Promise<number> {
    await this.planAll();
    const due = await nextScheduleDue(this.#deps.db.pool);
    return this.#msUntil(due, PLANNER_MAX_REST_MS, PLAN_AHEAD_MS);
  }

  async dispatch(): Promise<number> {
    const { more, againInMs } = await this.#deps.dispatcher.claimOnce();
    this.#deps.onWaiting(more);
    if (more) return againInMs ?? DISPATCHER_REST_MS;
    const { ready, gated, askAgainAt } = await this.#nextStarts.at(this.#deps.clock.now());
    if (gated) this.#deps.dispatcher.noteGatesAt(gated);
    const rests = [ready, gated, askAgainAt].map((at) => this.#msUntil(at, DISPATCHER_REST_MS));
    return Math.min(...rests);
  }

  async time(): Promise<number> {
    const { runs, kills, more } = await timeOnce(this.#deps);
    const queues = await timeQueuesOnce(this.#deps);
    if (kills > 0) this.#deps.hint("kills");
    if (runs > 0 || queues > 0 || (await this.#sweepWhenDue()) > 0) {
      this.#deps.hint("gates");
      this.#deps.hint("chains");
    }
    if (more) return 0;
    return this.#msUntil(await nextTimedRun(this.#deps.db.keyed), TIMEKEEPER_REST_MS);
  }

  async #sweepWhenDue(): Promise<number> {
    const now = this.#deps.clock.now();
    if (now < this.#sweepAt) return 0;
    this.#sweepAt = new Date(now.getTime() + SWEEP_EVERY_MS);
    return sweepOnce(this.#deps);
  }

  /** Takes chains on for as long as there is something to do at once. */
  async conductAll(): Promise<void> {
    while ((await conductOnce(this.#deps, this.#conductorMemory)).conducted > 0);
  }

  async conduct(): Promise<number> {
    const { conducted, started, killed } = await conductOnce(this.#deps, this.#conductorMemory);
    if (started > 0) this.#deps.hint("gates");
    if (killed > 0) this.#deps.hint("kills");
    return conducted > 0 ? 0 : CONDUCTOR_REST_MS;
  }

  async rescue(): Promise<number> {
    await killOnce({
      ...this.#deps,
      server: this.#deps.server,
      abort: (id) => this.#deps.dispatcher.abort(id),
    });
    if ((await readyOnce(this.#deps)) > 0) this.#deps.hint("runs");
    if (this.#deps.lease.mayJudgeOthers()) {
      const { rescued } = await rescueOnce(this.#deps, this.#deps.clock.now());
      if (rescued > 0) this.#deps.hint("gates");
    }
    if ((await expireOnce(this.#deps)) > 0) this.#deps.hint("gates");
    await this.#deps.reachability.flushOnce(this.#deps.db.pool, this.#deps.clock.now());
    const start = await nextRunStart(this.#deps.db.pool);
    return this.#msUntil(start, RESCUER_REST_MS, READY_AHEAD_MS);
  }

  /** Time to rest until `aheadMs` before an instant, at most `max`. */
  #msUntil(instant: Date | null, max: number, aheadMs = 0): number {
    if (!instant) return max;
    const ms = instant.getTime() - aheadMs - this.#deps.clock.now().getTime();
    return Math.min(max, Math.max(0, ms));
  }
}
