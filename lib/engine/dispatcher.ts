/**
 * Dispatcher: claims ready runs for this process server and has them executed. Runs whenever work may
 * have come or a slot became free. Two dispatchers at once get different runs (SKIP LOCKED); the start
 * is durable before the endpoint is called.
 */
import {
  decideOriginLimit,
  HEALTHY_ORIGIN,
  healthAfter,
  isCircuitOpen,
  type OriginHealth,
  reservedSlots,
} from "@/lib/domain/engine/origin-slots";
import { needsSlot } from "@/lib/domain/gate/decide-gates";
import type { HttpEvent } from "@/lib/executors/http-attempt";
import type { HttpExecutor } from "@/lib/executors/http-executor";
import type { ProgramExecutor } from "@/lib/executors/program-executor";
import { type ClaimedRun, claimRuns, findStartedRuns } from "@/lib/store/claim-runs";
import { decideHttpEvent, type HttpDecision } from "./decide-http-event";
import type { EngineDeps } from "./engine-deps";
import { passOnOnce } from "./gate-messenger";
import { admitOnce } from "./gatekeeper";
import { type AttemptContext, httpAttemptOf, triggeredLine } from "./http-attempt-of";
import type { OutcomeBuffer } from "./outcome-buffer";
import { decideProgramEvent, PROGRAMS_OFF, programAttemptOf } from "./program-run";

/** A claim that failed here may be committed by the database until its statement timeout at the latest. */
const CLAIM_SETTLED_MS = 40_000;

interface ClaimLimits {
  limit: number;
  limitByOrigin: Record<string, number> | null;
  limitOfOthers: number;
}

/** The node as it is registered now; a new id after it was declared lost. */
export interface ServerIdentity {
  id: string;
  name: string;
}

interface DispatcherDeps extends EngineDeps {
  server: ServerIdentity;
  concurrency: number;
  http: HttpExecutor;
  /** Null where programs are not allowed. */
  programs: ProgramExecutor | null;
  outcomes: OutcomeBuffer;
  attempts: AttemptContext;
  /** Notes whether an endpoint could be reached, see unreachable-endpoints.ts. */
  noteReached: (run: ClaimedRun, reached: boolean) => void;
  /** Called when a slot became free. */
  onSlotFree: () => void;
  /** Called when the run of a chain started: there is something to conduct. */
  onChainStarted: () => void;
}

/** What a claim got, whether more may be waiting, and when to look again if that is known. */
export interface ClaimSummary {
  claimed: number;
  more: boolean;
  againInMs: number | null;
}

/** How often the gates are looked at without a hint. */
const GATES_POLL_MS = 1000;
/** Passes at the gates before runs without gates have their turn. */
const MAX_GATE_PASSES = 5;

/** How often the reserve is looked at while the ordinary slots are full. */
export const RESERVE_EVERY_MS = 100;

interface InFlight {
  run: ClaimedRun;
  serverId: string;
  startedAt: Date;
  abort: () => void;
  /** The call is past its synchronous window: it holds no slot any more. */
  isLate: boolean;
}

export class Dispatcher {
  readonly #deps: DispatcherDeps;
  readonly #inFlight = new Map<string, InFlight>();
  readonly #byOrigin = new Map<string, number>();
  readonly #health = new Map<string, OriginHealth>();
  #slotsTaken = 0;
  #reserveAt = new Date(0);
  #claiming: Promise<unknown> = Promise.resolve();
  /** When a claim failed that may have been committed all the same. */
  #unansweredSince: Date | null = null;
  #hasLookedForClaims = false;
  #areGatesDue = true;
  #gatesPollAt = new Date(0);
  /** A run that has passed its gates waits for a slot of this process server. */
  #isSlotLacked = false;

  constructor(deps: DispatcherDeps) {
    this.#deps = deps;
  }

  /** Slots in use: runs started and not yet answered or late. */
  get slotsTaken(): number {
    return this.#slotsTaken;
  }

  /** Claims once and starts what it got. */
  async claimOnce(): Promise<ClaimSummary> {
    // One claim at a time: a run that is claimed but not yet known here must not look forgotten.
    const claim = this.#claiming.then(() => this.#claim());
    this.#claiming = claim.catch(() => undefined);
    return claim;
  }

  async #claim(): Promise<ClaimSummary> {
    await this.#startForgotten();
    const now = this.#deps.clock.now();
    await this.#admit(now);
    const limits = this.#limits(now);
    if (limits.limit <= 0) return { claimed: 0, more: false, againInMs: null };
    const reserveInMs = this.#msUntilReserve(now);
    if (reserveInMs > 0) return { claimed: 0, more: true, againInMs: reserveInMs };
    const { id, name } = this.#deps.server;
    const runs = await this.#tryToClaim({ serverId: id, serverName: name, now, ...limits });
    for (const run of runs) this.#start(run, id);
    if (runs.length > 0) {
      this.#deps.announce(runs.map((run) => ({ tenantId: run.tenantId, runId: run.id })));
    }
    const isShort = limits.limitByOrigin !== null;
    return { claimed: runs.length, more: isShort || runs.length === limits.limit, againInMs: null };
  }

  /** Something may have changed at the gates: the next claim looks at them first. */
  noteGates(): void {
    this.#areGatesDue = true;
  }

  /** Takes runs through their gates while there is something to do there, and starts those that may. */
  async #admit(now: Date): Promise<void> {
    const isPollDue = now >= this.#gatesPollAt;
    if (!this.#areGatesDue && !isPollDue && !(this.#isSlotLacked && this.#limits(now).limit > 0))
      return;
    this.#areGatesDue = false;
    this.#gatesPollAt = new Date(now.getTime() + GATES_POLL_MS);
    for (let pass = 0; pass < MAX_GATE_PASSES; pass += 1) {
      const told = await passOnOnce(this.#deps);
      const { server } = this.#deps;
      const { id } = server;
      const admitted = await this.#tryTo(now, () =>
        admitOnce(this.#deps, { server, ...this.#limits(now) }),
      );
      for (const run of admitted.started) this.#start(run, id);
      this.#isSlotLacked = admitted.lackSlot;
      if (admitted.started.some((run) => run.kind === "chain")) this.#deps.onChainStarted();
      if (!told.more && !admitted.more && told.woken === 0) return;
    }
    this.#areGatesDue = true;
  }

  /**
   * While the ordinary slots are full, the reserve is looked at a few times a second only: mostly it is
   * the same busy origin that waits, and the slot it frees next is a moment away.
   */
  #msUntilReserve(now: Date): number {
    if (this.#slotsTaken < this.#deps.concurrency) return 0;
    const waitMs = this.#reserveAt.getTime() - now.getTime();
    if (waitMs > 0) return waitMs;
    this.#reserveAt = new Date(now.getTime() + RESERVE_EVERY_MS);
    return 0;
  }

  async #tryToClaim(request: Parameters<typeof claimRuns>[1]): Promise<ClaimedRun[]> {
    const runs = await this.#tryTo(request.now, () => claimRuns(this.#deps.db.keyed, request));
    const seconds = (this.#deps.clock.now().getTime() - request.now.getTime()) / 1000;
    this.#deps.metrics.observeClaim(Math.max(0, seconds));
    return runs;
  }

  async #tryTo<T>(now: Date, claim: () => Promise<T>): Promise<T> {
    try {
      return await claim();
    } catch (error) {
      this.#unansweredSince = now;
      this.#hasLookedForClaims = false;
      throw error;
    }
  }

  /**
   * Starts the runs of a claim whose answer was lost with its connection: they stand as started on this
   * server, but no request has gone out. Looks at once, and again when the claim can no longer come late.
   */
  async #startForgotten(): Promise<void> {
    if (!this.#unansweredSince) return;
    const age = this.#deps.clock.now().getTime() - this.#unansweredSince.getTime();
    if (this.#hasLookedForClaims && age < CLAIM_SETTLED_MS) return;
    const { id } = this.#deps.server;
    const known = new Set([...this.#inFlight.keys(), ...this.#deps.outcomes.pendingRuns()]);
    const started = await findStartedRuns(this.#deps.db.keyed, id);
    this.#hasLookedForClaims = true;
    if (age >= CLAIM_SETTLED_MS) this.#unansweredSince = null;
    for (const run of started) if (!known.has(run.id)) this.#start(run, id);
  }

  /** Ends the call of a run an operator killed; false when this node does not hold it. */
  abort(runId: string): boolean {
    const entry = this.#inFlight.get(runId);
    entry?.abort();
    return entry !== undefined;
  }

  /** Gives up every call that is still going, when the time to drain is over. */
  abortAll(): void {
    for (const entry of this.#inFlight.values()) if (!entry.isLate) entry.abort();
  }

  /**
   * Free slots over all, and per origin where that is less. Any origin may fill the ordinary slots; the
   * reserve is claimed per origin only, so a host that hangs never stops the others.
   */
  #limits(now: Date): ClaimLimits {
    const { concurrency } = this.#deps;
    const ordinary = concurrency - this.#slotsTaken;
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
    const limit = Math.max(0, concurrency + reservedSlots(concurrency) - this.#slotsTaken);
    return {
      limit,
      limitByOrigin: constrained,
      limitOfOthers: this.#limitOf("", HEALTHY_ORIGIN, now),
    };
  }

  #limitOf(origin: string, health: OriginHealth, now: Date): number {
    return decideOriginLimit({
      origin,
      concurrency: this.#deps.concurrency,
      inFlightTotal: this.#slotsTaken,
      inFlightByOrigin: this.#byOrigin,
      health,
      now,
    });
  }

  #start(run: ClaimedRun, serverId: string): void {
    if (!needsSlot(run.kind)) return;
    const entry: InFlight = {
      run,
      serverId,
      startedAt: run.startedAt,
      abort: () => undefined,
      isLate: false,
    };
    this.#inFlight.set(run.id, entry);
    this.#slotsTaken += 1;
    this.#deps.metrics.observeStartLag((run.startedAt.getTime() - run.startAt.getTime()) / 1000);
    this.#byOrigin.set(run.origin, (this.#byOrigin.get(run.origin) ?? 0) + 1);
    try {
      if (run.kind === "program") this.#startProgram(entry);
      else this.#startCall(entry);
    } catch (error) {
      // The others of the same claim must start all the same.
      this.#deps.logger.error({ err: error, run: run.id }, "a run could not be started");
      this.#refuse(entry, "The request could not be made.");
    }
  }

  #startCall(entry: InFlight): void {
    const attempt = httpAttemptOf(entry.run, this.#deps.attempts);
    if (!attempt.ok) {
      this.#refuse(entry, attempt.reason);
      return;
    }
    const call = this.#deps.http.execute(attempt.attempt, (event) => this.#settle(entry, event));
    entry.abort = () => call.abort();
  }

  #startProgram(entry: InFlight): void {
    const { programs, outcomes, clock } = this.#deps;
    const { run } = entry;
    const identity = { tenantId: run.tenantId, runId: run.id, attempt: run.attempt };
    const attempt = programAttemptOf(run);
    if (!attempt.ok || programs === null) {
      this.#refuse(entry, attempt.ok ? PROGRAMS_OFF : attempt.reason);
      return;
    }
    const program = programs.execute(attempt.attempt, (event) => {
      if (event.type === "output") {
        outcomes.appendLog({ ...identity, lines: event.lines });
        return;
      }
      this.#freeSlot(entry);
      this.#inFlight.delete(run.id);
      this.#report(entry, decideProgramEvent(run, event, clock.now()), false);
    });
    entry.abort = () => program.abort();
  }

  #refuse(entry: InFlight, message: string): void {
    this.#settle(entry, { type: "failed", kind: "invalid", message, unreachable: false });
  }

  #settle(entry: InFlight, event: HttpEvent): void {
    const now = this.#deps.clock.now();
    this.#noteHealth(entry.run, event, now);
    if (entry.isLate && event.type === "failed") {
      // Nobody listens any more; the callback or the deadline decides the run.
      this.#inFlight.delete(entry.run.id);
      return;
    }
    const decision = decideHttpEvent(event, now);
    if (!entry.isLate) {
      decision.lines.unshift(triggeredLine(entry.run, entry.startedAt));
      this.#freeSlot(entry);
    }
    if (event.type === "unanswered") entry.isLate = true;
    else this.#inFlight.delete(entry.run.id);
    this.#report(entry, decision, event.type === "unanswered");
  }

  #report(entry: InFlight, decision: HttpDecision, wentLate: boolean): void {
    const { run, serverId } = entry;
    const identity = { tenantId: run.tenantId, runId: run.id, attempt: run.attempt };
    if (decision.type === "acknowledge") {
      const seconds =
        run.definition?.asynchronousSeconds ?? this.#deps.attempts.asynchronousSeconds();
      const deadlineAt = new Date(entry.startedAt.getTime() + seconds * 1000);
      this.#deps.outcomes.acknowledge({ ...identity, ...pick(decision), deadlineAt });
      return;
    }
    const seconds = (this.#deps.clock.now().getTime() - entry.startedAt.getTime()) / 1000;
    this.#deps.metrics.observeRunDuration(decision.to, seconds);
    this.#deps.outcomes.finish({
      ...identity,
      to: decision.to,
      detail: decision.detail,
      reason: decision.reason,
      actor: this.#deps.server.name,
      httpStatus: decision.httpStatus,
      returnCode: decision.returnCode ?? null,
      result: decision.result,
      logLines: decision.lines,
      // Once a call is late nobody holds its run: the state and the attempt alone guard it.
      serverId: entry.isLate && !wentLate ? null : serverId,
    });
  }

  #noteHealth(run: ClaimedRun, event: HttpEvent, now: Date): void {
    const failed = event.type === "unanswered" || (event.type === "failed" && isSilent(event.kind));
    const known = this.#health.get(run.origin);
    if (failed) {
      this.#health.set(run.origin, healthAfter(known ?? HEALTHY_ORIGIN, "unreachable", now));
    } else if (known && event.type === "answered") {
      this.#health.delete(run.origin);
    }
    if (event.type === "answered") this.#deps.noteReached(run, true);
    else if (event.type === "failed" && event.unreachable) this.#deps.noteReached(run, false);
  }

  #freeSlot(entry: InFlight): void {
    const { origin } = entry.run;
    this.#slotsTaken -= 1;
    const left = (this.#byOrigin.get(origin) ?? 1) - 1;
    if (left > 0) this.#byOrigin.set(origin, left);
    else this.#byOrigin.delete(origin);
    this.#deps.onSlotFree();
  }
}

/** Failures that keep a slot busy for long: what the circuit of an origin counts. */
function isSilent(kind: string): boolean {
  return (
    kind === "timeout" || kind === "refused" || kind === "dns" || kind === "reset" || kind === "tls"
  );
}

function pick(decision: Extract<HttpDecision, { type: "acknowledge" }>) {
  return { detail: decision.detail, httpStatus: decision.httpStatus, logLines: decision.lines };
}
