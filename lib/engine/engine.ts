/**
 * The engine of one node: it alone owns timers. Every duty is an `xOnce` that a timer, a hint, a route
 * handler or a test can call; hints only shorten rests, each duty also comes round by itself.
 */
import type { SendAlert } from "@/lib/domain/alert/alert-outlet";
import type { Timer } from "@/lib/domain/timer";
import type { HttpExecutor } from "@/lib/executors/http-executor";
import type { ProgramExecutor } from "@/lib/executors/program-executor";
import { createSystemExecutor } from "@/lib/executors/system-executor";
import { lastDutyRun, recordDutyRun } from "@/lib/store/due-schedules";
import type { FinishedRun } from "@/lib/store/finish-runs";
import type { RetentionDays } from "@/lib/store/retention";
import { startDraining, stopServer } from "@/lib/store/server-leases";
import { AlertDuty, type AlertSummary } from "./alert-duty";
import { Dispatcher, type ServerIdentity } from "./dispatcher";
import { DutyLoop } from "./duty-loop";
import { DutyPasses } from "./duty-passes";
import type { EngineDeps } from "./engine-deps";
import type { EngineHint } from "./engine-hint";
import { housekeepingDuties } from "./housekeeping";
import type { AttemptContext } from "./http-attempt-of";
import { type JanitorSummary, janitorOnce } from "./janitor";
import { LEASE_TIMES, LeaseKeeper, type LeaseTimes } from "./lease-keeper";
import { OutcomeBuffer } from "./outcome-buffer";
import { Reachability } from "./reachability";
import { expireOnce, readyOnce, rescueOnce, rescueOrphans } from "./rescuer";

const JANITOR_REST_MS = 60_000;
const COALESCE_MS = 5;
const DRAIN_POLL_MS = 20;
const LAST_WORDS_MS = 1000;
/** Passes of `tickOnce` judge lost servers by what the pass before has seen. */
const TICK_DUTY = "tick";
/** For how long such a pass starts runs. */
const VISIT_MS = 50_000;

export interface EngineOptions extends EngineDeps {
  timer: Timer;
  http: HttpExecutor;
  /** Null where programs are not allowed. */
  programs: ProgramExecutor | null;
  attempts: AttemptContext;
  /** Sends alerts; null where this node has none to do with them. */
  sendAlert?: SendAlert | null;
  retention: () => Promise<RetentionDays>;
  serverName: string;
  concurrency: number;
  version: string;
  lease?: LeaseTimes;
}

/** What one pass of every duty did. */
export interface TickSummary {
  planned: number;
  claimed: number;
  rescued: number;
  expired: number;
  readied: number;
  alerts: AlertSummary | null;
  housekeeping: JanitorSummary;
}

export class Engine {
  readonly #options: EngineOptions;
  readonly #server: ServerIdentity;
  readonly #lease: LeaseKeeper;
  readonly #outcomes: OutcomeBuffer;
  readonly #dispatcher: Dispatcher;
  readonly #reachability = new Reachability();
  readonly #leaseTimes: LeaseTimes;
  readonly #passes: DutyPasses;
  readonly #alerts: AlertDuty | null;
  /** What is watched and told beside the way of the runs. */
  readonly #alertLoops: readonly DutyLoop[];
  readonly #loops: Record<
    "planner" | "dispatcher" | "timekeeper" | "conductor" | "rescuer" | "janitor" | "lease",
    DutyLoop
  >;
  #mode: "idle" | "running" | "draining" = "idle";
  #isMoreWaiting = false;
  #isClaimComing = false;
  #tick: Promise<unknown> = Promise.resolve();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#leaseTimes = options.lease ?? LEASE_TIMES;
    this.#server = { id: options.newId(options.clock.now()), name: options.serverName };
    this.#outcomes = new OutcomeBuffer({
      ...options,
      db: options.db.keyed,
      onEnds: (runs) => this.#onEnds(runs),
    });
    this.#dispatcher = new Dispatcher({
      ...options,
      server: this.#server,
      outcomes: this.#outcomes,
      system: createSystemExecutor({ clock: options.clock, duties: housekeepingDuties(options) }),
      noteReached: (run, reached) => this.#reachability.note(run, reached),
      onSlotFree: () => this.#onSlotFree(),
      onChainStarted: () => this.hint("chains"),
    });
    this.#lease = new LeaseKeeper({
      ...options,
      lease: this.#leaseTimes,
      server: this.#server,
      inFlight: () => this.#dispatcher.slotsTaken,
    });
    this.#passes = new DutyPasses({
      ...options,
      server: this.#server,
      dispatcher: this.#dispatcher,
      lease: this.#lease,
      reachability: this.#reachability,
      hint: (what) => this.hint(what),
      onWaiting: (isMoreWaiting) => {
        this.#isMoreWaiting = isMoreWaiting;
      },
    });
    const { sendAlert = null } = options;
    const alerts = sendAlert === null ? null : new AlertDuty({ ...options, send: sendAlert });
    this.#alerts = alerts;
    this.#alertLoops = alerts === null ? [] : this.#loopsOf(alerts);
    this.#loops = {
      lease: this.#loop(
        "lease",
        async () => {
          await this.#lease.renewOnce();
          return this.#leaseTimes.heartbeatMs;
        },
        this.#leaseTimes.leaseMs / 4,
      ),
      planner: this.#loop("planner", () => this.#passes.plan()),
      dispatcher: this.#loop("dispatcher", () => this.#passes.dispatch()),
      timekeeper: this.#loop("timekeeper", () => this.#passes.time()),
      conductor: this.#loop("conductor", () => this.#passes.conduct()),
      rescuer: this.#loop("rescuer", () => this.#passes.rescue()),
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
    await this.#lease.register().catch((error: unknown) => {
      this.#options.logger.warn({ err: error }, "this node could not be registered yet");
    });
    for (const loop of [...Object.values(this.#loops), ...this.#alertLoops]) loop.start();
  }

  /** Work may have come: ends the rest of the duty it concerns. */
  hint(what: EngineHint): void {
    if (this.#mode !== "running") return;
    if (what === "schedules") this.#loops.planner.wake();
    else if (what === "kills") this.#loops.rescuer.wake();
    else if (what === "chains") this.#loops.conductor.wake();
    else {
      if (what === "gates") this.#dispatcher.noteGates();
      this.#loops.dispatcher.wake();
    }
  }

  /** What ended may have kept others waiting, at a gate or in its chain. */
  #onEnds(runs: readonly FinishedRun[]): void {
    if (runs.some((run) => run.gated)) this.hint("gates");
    if (runs.some((run) => run.conducts)) this.hint("chains");
  }

  /**
   * Stops claiming, lets running runs finish for `graceMs`, then ends their calls (their outcome is
   * Unknown), writes every outcome and signs off.
   */
  async stop(graceMs: number): Promise<void> {
    if (this.#mode !== "running") return;
    this.#mode = "draining";
    await startDraining(this.#options.db.pool, this.#server.id).catch(() => undefined);
    await Promise.all([
      this.#loops.planner.stop(),
      this.#loops.dispatcher.stop(),
      this.#loops.timekeeper.stop(),
      this.#loops.conductor.stop(),
      this.#loops.janitor.stop(),
    ]);
    const alerts = Promise.all(this.#alertLoops.map((loop) => loop.stop()));
    await this.#drain(graceMs);
    // A message that is still being sent is left to be sent again: no receiver keeps a node from stopping.
    await Promise.race([alerts, this.#rest(LAST_WORDS_MS)]);
    await Promise.all([this.#loops.rescuer.stop(), this.#loops.lease.stop()]);
    await this.#signOff().catch((error: unknown) => {
      this.#options.logger.warn(
        { err: error },
        "this node could not sign off; its lease will run out",
      );
    });
    await this.#options.http.close();
    this.#mode = "idle";
  }

  async #signOff(): Promise<void> {
    await stopServer(this.#options.db.pool, this.#server.id, this.#options.clock.now());
    await rescueOrphans(this.#options);
  }

  /**
   * One pass of every duty, waiting for the runs it started: for hosts where no process lives on. Calls at
   * the same time follow one another.
   */
  async tickOnce(): Promise<TickSummary> {
    const tick = this.#tick.then(() => (this.#mode === "idle" ? this.#visit() : this.#passAll()));
    this.#tick = tick.catch(() => undefined);
    return tick;
  }

  /** A pass of a node that is there for this pass only: registered, and kept so however long runs take. */
  async #visit(): Promise<TickSummary> {
    const { lease, rescuer } = this.#loops;
    await this.#lease.register();
    lease.start();
    rescuer.start();
    try {
      return await this.#passAll();
    } finally {
      await this.#untilIdle(VISIT_MS);
      await Promise.all([lease.stop(), rescuer.stop()]);
      await stopServer(this.#options.db.pool, this.#server.id, this.#options.clock.now());
    }
  }

  async #passAll(): Promise<TickSummary> {
    const rescue = await rescueOnce(this.#options, await this.#lostBefore());
    const expired = await expireOnce(this.#options);
    const planned = await this.#passes.planAll();
    const readied = await readyOnce(this.#options);
    await this.#passes.time();
    const claimed = await this.#claimAll();
    const alerts = (await this.#alerts?.passAll()) ?? null;
    const housekeeping = await janitorOnce(this.#options);
    return { planned, claimed, rescued: rescue.rescued, expired, readied, alerts, housekeeping };
  }

  /**
   * Starts what is ready. A node that is there for this pass only waits for it, and goes on with what comes
   * meanwhile, for some time at most; elsewhere the dispatcher's loop does both.
   */
  async #claimAll(): Promise<number> {
    const end = this.#options.clock.now().getTime() + VISIT_MS;
    let total = 0;
    for (;;) {
      await this.#passes.conductAll();
      this.#dispatcher.noteGates();
      const { claimed } = await this.#dispatcher.claimOnce();
      total += claimed;
      if (claimed === 0 || this.#mode !== "idle") return total;
      await this.#untilIdle(null);
      if (this.#options.clock.now().getTime() >= end) return total;
    }
  }

  /**
   * The instant before which a lease must have run out for its server to be lost. A node that looks in from
   * time to time cannot know whether the database was away meanwhile; a lease that was over at the previous
   * pass, a lease time ago or more, and still is, has had its chance.
   */
  async #lostBefore(): Promise<Date | null> {
    const { pool } = this.#options.db;
    const now = this.#options.clock.now();
    if (this.#lease.mayJudgeOthers()) return now;
    const previous = await lastDutyRun(pool, TICK_DUTY);
    await recordDutyRun(pool, TICK_DUTY, now);
    return previous && now.getTime() - previous.getTime() >= this.#leaseTimes.leaseMs
      ? previous
      : null;
  }

  #loopsOf(alerts: AlertDuty): DutyLoop[] {
    const messages = this.#loop("alert-messages", () => alerts.deliver());
    return [messages, this.#loop("alerts", () => alerts.watch(() => messages.wake()))];
  }

  #loop(name: string, run: () => Promise<number>, maxRetryMs?: number): DutyLoop {
    const { timer, logger } = this.#options;
    return new DutyLoop({
      name,
      run,
      timer,
      logger,
      ...(maxRetryMs === undefined ? {} : { maxRetryMs }),
    });
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

  /** Waits for the runs that go on, ends the calls of the others, and writes what became of them. */
  async #drain(graceMs: number): Promise<void> {
    await this.#untilIdle(graceMs);
    if (this.#dispatcher.slotsTaken > 0) {
      this.#dispatcher.abortAll();
      await this.#untilIdle(LAST_WORDS_MS);
      await this.#options.programs?.close();
    }
    await this.#outcomes.flushOnce().catch((error: unknown) => {
      this.#options.logger.error(
        { err: error, pending: this.#outcomes.pending },
        "outcomes are lost with this node",
      );
    });
  }

  /** Waits until no run holds a slot and every outcome is written, at most `ms`. */
  async #untilIdle(ms: number | null): Promise<void> {
    let waited = 0;
    while (
      this.#dispatcher.slotsTaken + this.#outcomes.pending > 0 &&
      (ms === null || waited < ms)
    ) {
      await this.#rest(DRAIN_POLL_MS);
      waited += DRAIN_POLL_MS;
    }
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => this.#options.timer.after(ms, resolve));
  }
}
