/**
 * Dispatcher: claims ready runs for this process server and has them executed. Runs whenever work may
 * have come or a slot became free. Two dispatchers at once get different runs (SKIP LOCKED); the start
 * is durable before the endpoint is called.
 */
import { needsSlot } from "@/lib/domain/gate/decide-gates";
import type { HttpEvent } from "@/lib/executors/http-attempt";
import type { HttpExecutor } from "@/lib/executors/http-executor";
import type { ProgramExecutor } from "@/lib/executors/program-executor";
import type { SystemExecutor } from "@/lib/executors/system-executor";
import { type ClaimedRun, claimRuns, findStartedRuns } from "@/lib/store/claim-runs";
import { decideHttpEvent, type HttpDecision } from "./decide-http-event";
import type { EngineDeps } from "./engine-deps";
import { GateDuty } from "./gate-duty";
import { type AttemptContext, httpAttemptOf, triggeredLine } from "./http-attempt-of";
import { isLocalKind, startLocalRun } from "./local-run";
import type { OutcomeBuffer } from "./outcome-buffer";
import { SlotBook } from "./slot-book";

/** A claim that failed here may be committed by the database until its statement timeout at the latest. */
const CLAIM_SETTLED_MS = 40_000;

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
  system: SystemExecutor;
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
  readonly #slots: SlotBook;
  readonly #gates: GateDuty;
  #claiming: Promise<unknown> = Promise.resolve();
  /** When a claim failed that may have been committed all the same. */
  #unansweredSince: Date | null = null;
  #hasLookedForClaims = false;
  constructor(deps: DispatcherDeps) {
    this.#deps = deps;
    this.#slots = new SlotBook(deps.concurrency);
    this.#gates = new GateDuty({
      ...deps,
      limits: (now) => this.#slots.limits(now),
      start: (runs, serverId) => this.#startAdmitted(runs, serverId),
      onUnanswered: (now) => this.#noteUnanswered(now),
    });
  }

  /** Slots in use: runs started and not yet answered or late. */
  get slotsTaken(): number {
    return this.#slots.taken;
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
    const admitted = await this.#gates.passWhenDue();
    const now = this.#deps.clock.now();
    const soon = this.#gates.isDue ? 0 : null;
    const limits = this.#slots.limits(now);
    if (limits.limit <= 0)
      return {
        claimed: admitted,
        more: this.#gates.isDue || this.#gates.isSlotLacked,
        againInMs: soon,
      };
    const reserveInMs = this.#slots.msUntilReserve(now);
    if (reserveInMs > 0) return { claimed: admitted, more: true, againInMs: soon ?? reserveInMs };
    const { id, name } = this.#deps.server;
    const runs = await this.#tryToClaim({ serverId: id, serverName: name, now, ...limits });
    for (const run of runs) this.#start(run, id);
    if (runs.length > 0) {
      this.#deps.announce(runs.map((run) => ({ tenantId: run.tenantId, runId: run.id })));
    }
    const isMore = limits.limitByOrigin !== null || runs.length === limits.limit;
    return {
      claimed: admitted + runs.length,
      more: isMore || this.#gates.isDue,
      againInMs: soon,
    };
  }

  /** Something may have changed at the gates: the next claim looks at them first. */
  noteGates(): void {
    this.#gates.note();
  }

  /** The first claim from this instant on looks at the gates. */
  noteGatesAt(at: Date): void {
    this.#gates.noteAt(at);
  }

  #startAdmitted(runs: readonly ClaimedRun[], serverId: string): void {
    for (const run of runs) this.#start(run, serverId);
    if (runs.some((run) => run.kind === "chain")) this.#deps.onChainStarted();
  }

  async #tryToClaim(request: Parameters<typeof claimRuns>[1]): Promise<ClaimedRun[]> {
    try {
      const runs = await claimRuns(this.#deps.db.keyed, request);
      const seconds = (this.#deps.clock.now().getTime() - request.now.getTime()) / 1000;
      this.#deps.metrics.observeClaim(Math.max(0, seconds));
      return runs;
    } catch (error) {
      this.#noteUnanswered(request.now);
      throw error;
    }
  }

  #noteUnanswered(now: Date): void {
    this.#unansweredSince = now;
    this.#hasLookedForClaims = false;
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
    this.#slots.take(run.origin);
    this.#deps.metrics.observeStartLag((run.startedAt.getTime() - run.startAt.getTime()) / 1000);
    try {
      if (isLocalKind(run.kind)) this.#startLocal(entry);
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

  #startLocal(entry: InFlight): void {
    const { run } = entry;
    const identity = { tenantId: run.tenantId, runId: run.id, attempt: run.attempt };
    const started = startLocalRun(run, this.#deps, {
      onOutput: (lines) => this.#deps.outcomes.appendLog({ ...identity, lines }),
      onEnd: (decision) => {
        this.#freeSlot(entry);
        this.#inFlight.delete(run.id);
        this.#report(entry, decision, false);
      },
    });
    if (started.ok) entry.abort = started.abort;
    else this.#refuse(entry, started.reason);
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
    const outcome = {
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
    };
    // Where a chain waits for this one alone, so does everything after it.
    this.#deps.outcomes.finish(outcome, run.isCall && this.#slots.taken === 0);
  }

  #noteHealth(run: ClaimedRun, event: HttpEvent, now: Date): void {
    const failed = event.type === "unanswered" || (event.type === "failed" && isSilent(event.kind));
    if (failed) this.#slots.note(run.origin, "unreachable", now);
    else if (event.type === "answered") this.#slots.note(run.origin, "reached", now);
    if (event.type === "answered") this.#deps.noteReached(run, true);
    else if (event.type === "failed" && event.unreachable) this.#deps.noteReached(run, false);
  }

  #freeSlot(entry: InFlight): void {
    this.#slots.free(entry.run.origin);
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
