/**
 * The engine of one node: it alone owns timers. Every duty is an `xOnce` that a timer, a hint, a route
 * handler or a test can call; hints only shorten rests, each duty also comes round by itself.
 */
import type { Timer } from "@/lib/domain/timer";
import type { HttpExecutor } from "@/lib/executors/http-executor";
import { nextScheduleDue, recordDutyRun } from "@/lib/store/due-schedules";
import { nextRunStart } from "@/lib/store/live-runs";
import type { RetentionDays } from "@/lib/store/retention";
import { startDraining, stopServer } from "@/lib/store/server-leases";
import { Dispatcher, type ServerIdentity } from "./dispatcher";
import { DutyLoop } from "./duty-loop";
import type { EngineDeps } from "./engine-deps";
import type { AttemptContext } from "./http-attempt-of";
import { janitorOnce, type JanitorSummary } from "./janitor";
import { HEARTBEAT_MS, LeaseKeeper } from "./lease-keeper";
import { OutcomeBuffer } from "./outcome-buffer";
import { PLANNER_DUTY, planOnce } from "./planner";
import { Reachability } from "./reachability";
import { expireOnce, killOnce, readyOnce, rescueOnce, rescueOrphans } from "./rescuer";

const PLANNER_MAX_REST_MS = 5000;
const DISPATCHER_REST_MS = 1000;
const RESCUER_REST_MS = 1000;
const JANITOR_REST_MS = 60_000;
const COALESCE_MS = 2;
const DRAIN_POLL_MS = 20;

/** Ask of a hint: what kind of work may have come. */
export type EngineHint = "runs" | "schedules" | "kills";

export interface EngineOptions extends EngineDeps {
  timer: Timer;
  http: HttpExecutor;
  attempts: AttemptContext;
  retention: () => Promise<RetentionDays>;
  serverName: string;
  concurrency: number;
  version: string;
}

/** What one pass of every duty did. */
export interface TickSummary {
  planned: number;
  claimed: number;
  rescued: number;
  expired: number;
  readied: number;
  housekeeping: JanitorSummary;
}

export class Engine {
  readonly #options: EngineOptions;
  readonly #server: ServerIdentity;
  readonly #lease: LeaseKeeper;
  readonly #outcomes: OutcomeBuffer;
  readonly #dispatcher: Dispatcher;
  readonly #reachability = new Reachability();
  readonly #loops: Record<"planner" | "dispatcher" | "rescuer" | "janitor" | "lease", DutyLoop>;
  #mode: "idle" | "running" | "draining" = "idle";
  #isMoreWaiting = false;
  #isClaimComing = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#server = { id: options.newId(options.clock.now()), name: options.serverName };
    this.#outcomes = new OutcomeBuffer({ ...options, db: options.db.pool });
    this.#dispatcher = new Dispatcher({
      ...options,
      server: this.#server,
      outcomes: this.#outcomes,
      noteReached: (run, reached) => this.#reachability.note(run, reached),
      onSlotFree: () => this.#onSlotFree(),
    });
    this.#lease = new LeaseKeeper({
      ...options,
      server: this.#server,
      inFlight: () => this.#dispatcher.slotsTaken,
    });
    this.#loops = {
      lease: this.#loop("lease", async () => {
        await this.#lease.renewOnce();
        return HEARTBEAT_MS;
      }),
      planner: this.#loop("planner", () => this.#planPass()),
      dispatcher: this.#loop("dispatcher", () => this.#dispatchPass()),
      rescuer: this.#loop("rescuer", () => this.#rescuePass()),
      janitor: this.#loop("janitor", async () => {
        await janitorOnce(options);
        return JANITOR_REST_MS;
      }),
    };
  }

  /** Slots in use, for metrics and the server page. */
  get slotsTaken(): number {
    return this.#dispatcher.slotsTaken;
  }

  get isRunning(): boolean {
    return this.#mode === "running";
  }

  /** Registers the node and starts every duty; tries again by itself while the database is away. */
  async start(): Promise<void> {
    if (this.#mode !== "idle") return;
    this.#mode = "running";
    await this.#lease.register();
    for (const loop of Object.values(this.#loops)) loop.start();
  }

  /** Work may have come: ends the rest of the duty it concerns. */
  hint(what: EngineHint): void {
    if (this.#mode !== "running") return;
    if (what === "schedules") this.#loops.planner.wake();
    else if (what === "kills") this.#loops.rescuer.wake();
    else this.#loops.dispatcher.wake();
  }

  /**
   * Stops claiming, lets running runs finish for `graceMs`, then ends their calls (their outcome is
   * Unknown), writes every outcome and signs off.
   */
  async stop(graceMs: number): Promise<void> {
    if (this.#mode !== "running") return;
    this.#mode = "draining";
    await startDraining(this.#options.db.pool, this.#server.id).catch(() => undefined);
    await Promise.all([this.#loops.planner.stop(), this.#loops.dispatcher.stop(), this.#loops.janitor.stop()]);
    await this.#drain(graceMs);
    await Promise.all([this.#loops.rescuer.stop(), this.#loops.lease.stop()]);
    await this.#outcomes.flushOnce();
    await stopServer(this.#options.db.pool, this.#server.id, this.#options.clock.now());
    await rescueOrphans(this.#options);
    await this.#options.http.close();
    this.#mode = "idle";
  }

  /** One pass of every duty, waiting for the runs it started: for hosts where no process lives on. */
  async tickOnce(): Promise<TickSummary> {
    const isResident = this.#mode === "running";
    if (!isResident) await this.#lease.register();
    try {
      const rescue = await rescueOnce(this.#options);
      const expired = await expireOnce(this.#options);
      const planned = await this.#planAll();
      const readied = await readyOnce(this.#options);
      let claimed = 0;
      for (;;) {
        const claim = await this.#dispatcher.claimOnce();
        claimed += claim.claimed;
        await this.#untilIdle(null);
        if (claim.claimed === 0) break;
      }
      const housekeeping = await janitorOnce(this.#options);
      return { planned, claimed, rescued: rescue.rescued, expired, readied, housekeeping };
    } finally {
      if (!isResident) await stopServer(this.#options.db.pool, this.#server.id, this.#options.clock.now());
    }
  }

  #loop(name: string, run: () => Promise<number>): DutyLoop {
    return new DutyLoop({ name, run, timer: this.#options.timer, logger: this.#options.logger });
  }

  /** Free slots matter only while runs wait for one; a short rest lets several be filled by one claim. */
  #onSlotFree(): void {
    if (this.#mode !== "running" || !this.#isMoreWaiting || this.#isClaimComing) return;
    this.#isClaimComing = true;
    this.#options.timer.after(COALESCE_MS, () => {
      this.#isClaimComing = false;
      this.#loops.dispatcher.wake();
    });
  }

  async #planAll(): Promise<number> {
    let planned = 0;
    for (;;) {
      const pass = await planOnce(this.#options);
      planned += pass.planned;
      if (pass.planned > 0) this.hint("runs");
      if (!pass.more) break;
    }
    await recordDutyRun(this.#options.db.pool, PLANNER_DUTY, this.#options.clock.now());
    return planned;
  }

  async #planPass(): Promise<number> {
    await this.#planAll();
    return this.#msUntil(await nextScheduleDue(this.#options.db.pool), PLANNER_MAX_REST_MS);
  }

  async #dispatchPass(): Promise<number> {
    const { more } = await this.#dispatcher.claimOnce();
    this.#isMoreWaiting = more;
    return DISPATCHER_REST_MS;
  }

  async #rescuePass(): Promise<number> {
    await killOnce({ ...this.#options, server: this.#server, abort: (id) => this.#dispatcher.abort(id) });
    if ((await readyOnce(this.#options)) > 0) this.hint("runs");
    if (this.#lease.mayJudgeOthers()) {
      const { rescued } = await rescueOnce(this.#options);
      if (rescued > 0) this.hint("runs");
    }
    await expireOnce(this.#options);
    await this.#reachability.flushOnce(this.#options.db.pool, this.#options.clock.now());
    return this.#msUntil(await nextRunStart(this.#options.db.pool), RESCUER_REST_MS);
  }

  #msUntil(instant: Date | null, max: number): number {
    if (!instant) return max;
    return Math.min(max, Math.max(0, instant.getTime() - this.#options.clock.now().getTime()));
  }

  async #drain(graceMs: number): Promise<void> {
    await this.#untilIdle(graceMs);
    if (this.#dispatcher.slotsTaken === 0) return;
    this.#dispatcher.abortAll();
    await this.#untilIdle(DRAIN_POLL_MS * 50);
  }

  /** Waits until no run holds a slot and every outcome is written, at most `ms`. */
  async #untilIdle(ms: number | null): Promise<void> {
    let waited = 0;
    while (this.#dispatcher.slotsTaken > 0 && (ms === null || waited < ms)) {
      await new Promise<void>((resolve) => this.#options.timer.after(DRAIN_POLL_MS, resolve));
      waited += DRAIN_POLL_MS;
    }
    await this.#outcomes.flushOnce();
  }
}
