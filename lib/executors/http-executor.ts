import type { Dispatcher } from "undici";
import type { Clock } from "@/lib/domain/clock";
import { TimerWheel } from "@/lib/platform/timer-wheel";
import type { HttpAttempt } from "./http-attempt";
import { type CallContext, HttpCall, type HttpLimits, type OnHttpEvent } from "./http-call";
import { failed } from "./http-failure";
import { createRequestPreparer, type PreparedRequest, type RunTokenSigner } from "./http-request";

interface HttpExecutorOptions {
  /** The egress agent; it stays the caller's to close. */
  readonly agent: Dispatcher;
  readonly signer: RunTokenSigner;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly limits: HttpLimits;
}

export interface HttpExecutor {
  /** Starts an attempt. `on` is never called before this returns, must not throw, and is told as HttpEvent says. */
  execute(attempt: HttpAttempt, on: OnHttpEvent): { abort(): void };
  /** Stops every call: those without an answer fail as aborted, late listeners end silently. */
  close(): Promise<void>;
}

/** The limits of job-scheduling-api 13 and 14, and how much of a hostile answer is put up with. */
export const HTTP_LIMITS: HttpLimits = {
  textBytes: 10 * 1024,
  answerBytes: 128 * 1024,
  drainBytes: 1024 * 1024,
  bodyMs: 2000,
  lateListeners: 1000,
  tickMs: 100,
};

const NOTHING_TO_ABORT = { abort: (): void => undefined };

/** Calls action endpoints (job-scheduling-api 12, 13). */
export function createHttpExecutor(options: HttpExecutorOptions): HttpExecutor {
  const { agent, clock, limits } = options;
  const prepare = createRequestPreparer(options.signer, options.publicUrl);
  const wheel = new TimerWheel<HttpCall>({
    tickMs: limits.tickMs,
    monotonicMs: () => performance.now(),
  });
  const context: CallContext = { dispatcher: agent, wheel, late: new Set(), clock, limits };
  let isClosed = false;

  return {
    execute: (attempt, on) => {
      const request: PreparedRequest = isClosed ? CLOSED : prepare(attempt);
      if (!request.ok) {
        const kind = isClosed ? "aborted" : "invalid";
        queueMicrotask(() =>
          on(failed(kind, `The request cannot be sent: ${request.reason}`, false)),
        );
        return NOTHING_TO_ABORT;
      }
      const call = new HttpCall(context, { attempt, request: request.options, on });
      call.start();
      return call;
    },
    close: async () => {
      isClosed = true;
      for (const call of context.late) call.drop();
      for (const call of wheel.entries()) call.abort();
    },
  };
}

const CLOSED = { ok: false, reason: "the executor is closed" } as const;
