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
import type { HttpEvent } from "@/lib/executors/http-attempt";
import type { HttpExecutor } from "@/lib/executors/http-executor";
import { type ClaimedRun, claimRuns, findStartedRuns } from "@/lib/store/claim-runs";
import { decideHttpEvent, type HttpDecision } from "./decide-http-event";
import type { EngineDeps } from "./engine-deps";
import { type AttemptContext, httpAttemptOf, triggeredLine } from "./http-attempt-of";
import type { OutcomeBuffer } from "./outcome-buffer";

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
  outcomes: OutcomeBuffer;
  attempts: AttemptContext;
  /** Notes whether an endpoint could be reached, see unreachable-endpoints.ts. */
  noteReached: (run: ClaimedRun, reached: boolean) => void;
  /** Called when a slot became free. */
  onSlotFree: () => void;
}

/** What a claim got, whether more may be waiting, and when to look again if that is known. */
export interface ClaimSummary {
  claimed: number;
  more: boolean;
  againInMs: number | null;
}

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
    try {
      const runs = await claimRuns(this.#deps.db.keyed, request);
      const seconds = (this.#deps.clock.now().getTime() - request.now.getTime()) / 1000;
      this.#deps.metrics.observeClaim(Math.max(0, seconds));
      return runs;
    } catch (error) {
      this.#unansweredSince = request.now;
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
      const attempt = httpAttemptOf(run, this.#deps.attempts);
      if (attempt.ok) {
        const call = this.#deps.http.execute(attempt.attempt, (event) =>
          this.#settle(entry, event),
        );
        entry.abort = () => call.abort();
      } else {
        this.#refuse(entry, attempt.reason);
      }
    } catch (error) {
      // The others of the same claim must start all the same.
      this.#deps.logger.error({ err: error, run: run.id }, "a run could not be started");
      this.#refuse(entry, "The request could not be made.");
    }
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
      returnCode: null,
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
