import type { Dispatcher } from "undici";
import type { Clock } from "@/lib/domain/clock";
import { answerText, outFromAnswer } from "@/lib/domain/http/answer-text";
import type { Timed, TimerWheel } from "@/lib/platform/timer-wheel";
import { AnswerBuffer } from "./answer-buffer";
import type { HttpAnswered, HttpAttempt, HttpEvent, HttpFailed } from "./http-attempt";
import { failed, failureFrom, isStaleConnection } from "./http-failure";

export interface HttpLimits {
  /** Bytes of answer text that are kept. */
  readonly textBytes: number;
  /** Bytes of a JSON answer that are read for its out parameters. */
  readonly answerBytes: number;
  /** Bytes of an answer that are read at all, so that its connection can be used again. */
  readonly drainBytes: number;
  /** Time that a body is given after its headers even when the synchronous window is over, in milliseconds. */
  readonly bodyMs: number;
  /** Calls that go on listening after their synchronous window. */
  readonly lateListeners: number;
  /** Granularity of all deadlines, in milliseconds. */
  readonly tickMs: number;
}

/** What all calls of one executor share. */
export interface CallContext {
  readonly dispatcher: Dispatcher;
  readonly wheel: TimerWheel<HttpCall>;
  /** Calls that listen after their synchronous window, oldest first. */
  readonly late: Set<HttpCall>;
  readonly clock: Clock;
  readonly limits: HttpLimits;
}

export type OnHttpEvent = (event: HttpEvent) => void;

/**
 * queued → sent → answering → draining → done, each at most once except that a stale connection leads from sent back
 * to queued. The final event is emitted on entering draining or done, so never twice.
 */
type Phase = "queued" | "sent" | "answering" | "draining" | "done";

/** Why connections are cut on purpose; undici wants an error, nobody reads it. */
const CUT = new Error("The connection is no longer needed");
/** A connection that its server had given up answers the next request within a round trip. */
const STALE_WITHIN_MS = 2000;

/** One attempt on the wire. It is its own undici handler and its own timer, because there are thousands a second. */
export class HttpCall implements Dispatcher.DispatchHandler, Timed {
  deadlineTick = -1;
  readonly #context: CallContext;
  readonly #attempt: HttpAttempt;
  readonly #request: Dispatcher.DispatchOptions;
  readonly #on: OnHttpEvent;
  readonly #startedAt: Date;
  #phase: Phase = "queued";
  #controller: Dispatcher.DispatchController | null = null;
  #isStarting = true;
  #isRetry = false;
  #phaseSinceMs = 0;
  #status = 0;
  #answer: AnswerBuffer | null = null;

  constructor(
    context: CallContext,
    call: { attempt: HttpAttempt; request: Dispatcher.DispatchOptions; on: OnHttpEvent },
  ) {
    this.#context = context;
    this.#attempt = call.attempt;
    this.#request = call.request;
    this.#on = call.on;
    this.#startedAt = context.clock.now();
  }

  start(): void {
    this.#context.wheel.schedule(this, this.#attempt.synchronousSeconds * 1000);
    this.#context.dispatcher.dispatch(this.#request, this);
    this.#isStarting = false;
  }

  /** Ends the call at once; a call that has had its final event stays as it is. */
  abort(): void {
    this.#fail(failed("aborted", "The call was stopped", false));
  }

  /** Stops listening without an event. */
  drop(): void {
    this.#finish();
    this.#cut();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#phase === "done") {
      controller.abort(CUT);
      return;
    }
    this.#controller = controller;
    this.#enter("sent");
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number): void {
    if (status < 200 || this.#phase !== "sent") return;
    this.#status = status;
    this.#enter("answering");
    if (this.#isLate()) this.#context.wheel.schedule(this, this.#context.limits.bodyMs);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#answer ??= new AnswerBuffer(this.#context.limits);
    const answer = this.#answer;
    if (this.#phase === "answering") {
      answer.keep(chunk);
      if (answer.isFull) this.#answerThenDrain();
    } else {
      answer.skip(chunk);
    }
    if (answer.received > this.#context.limits.drainBytes) this.drop();
  }

  onResponseEnd(): void {
    const event = this.#phase === "answering" ? this.#answered(false) : null;
    this.#finish();
    if (event) this.#on(event);
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: Error): void {
    if (this.#phase === "done") return;
    if (this.#phase === "draining") this.#finish();
    else if (this.#phase === "answering") this.#answerThenCut();
    else if (this.#canRetry(error)) this.#retry();
    else this.#fail(failureFrom(error));
  }

  onDeadline(): void {
    if (this.#phase === "draining") this.drop();
    else if (this.#phase === "answering") this.#onBodyDeadline();
    else if (this.#phase === "queued") this.#fail(NOT_SENT);
    else if (this.#phase === "sent") this.#onSilence();
  }

  #onSilence(): void {
    const { wheel, late, limits } = this.#context;
    if (this.#isLate()) {
      this.#fail(NO_LATE_ANSWER);
      return;
    }
    const { synchronousSeconds, asynchronousSeconds } = this.#attempt;
    wheel.schedule(this, (asynchronousSeconds - synchronousSeconds) * 1000);
    late.add(this);
    this.#on({ type: "unanswered" });
    if (late.size <= limits.lateListeners) return;
    for (const oldest of late) {
      oldest.drop();
      return;
    }
  }

  #onBodyDeadline(): void {
    const { wheel, limits } = this.#context;
    const leftMs = limits.bodyMs - (wheel.monotonicMs() - this.#phaseSinceMs);
    if (leftMs > 0) wheel.schedule(this, leftMs);
    else this.#answerThenCut();
  }

  #isLate(): boolean {
    return this.#context.late.has(this);
  }

  /** A repeated request can do no harm only where the method is idempotent (RFC 9110 9.2.2). */
  #canRetry(error: Error): boolean {
    if (this.#isRetry || this.#phase !== "sent" || this.#attempt.method === "POST") return false;
    const sentForMs = this.#context.wheel.monotonicMs() - this.#phaseSinceMs;
    return sentForMs < STALE_WITHIN_MS && isStaleConnection(error);
  }

  #retry(): void {
    this.#isRetry = true;
    this.#controller = null;
    this.#enter("queued");
    this.#context.dispatcher.dispatch(this.#request, this);
  }

  /** The text is complete as far as it is kept; the rest is read only to keep the connection. */
  #answerThenDrain(): void {
    const event = this.#answered(true);
    this.#enter("draining");
    this.#context.late.delete(this);
    this.#context.wheel.schedule(this, this.#context.limits.bodyMs);
    this.#on(event);
  }

  /** The body does not end; the status decides, with the text there is (job-scheduling-api 13). */
  #answerThenCut(): void {
    const event = this.#answered(true);
    this.drop();
    this.#on(event);
  }

  #answered(truncated: boolean): HttpAnswered {
    const bytes = this.#answer?.bytes() ?? EMPTY;
    const { text, isTruncated } = answerText(bytes, this.#context.limits.textBytes);
    const durationMs = this.#context.clock.now().getTime() - this.#startedAt.getTime();
    return {
      type: "answered",
      httpStatus: this.#status,
      accepted: this.#status === 202,
      text,
      truncated: truncated || isTruncated,
      out: outFromAnswer(bytes),
      durationMs: Math.max(0, durationMs),
    };
  }

  #fail(event: HttpFailed): void {
    if (this.#phase === "done" || this.#phase === "draining") return;
    this.#finish();
    this.#cut();
    // The caller has no handle before start() returns, so it hears of nothing before either.
    if (this.#isStarting) queueMicrotask(() => this.#on(event));
    else this.#on(event);
  }

  #finish(): void {
    this.#phase = "done";
    this.#answer = null;
    this.#context.wheel.cancel(this);
    this.#context.late.delete(this);
  }

  #cut(): void {
    this.#controller?.abort(CUT);
    this.#controller = null;
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#phaseSinceMs = this.#context.wheel.monotonicMs();
  }
}

const EMPTY = Buffer.alloc(0);
const NOT_SENT = failed("timeout", "The connection was not made in time", true);
const NO_LATE_ANSWER = failed("timeout", "The endpoint gave no answer in time", false);
