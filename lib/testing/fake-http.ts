import type { HttpAttempt, HttpEvent, HttpFailureKind } from "@/lib/executors/http-attempt";
import type { HttpExecutor } from "@/lib/executors/http-executor";

/** One call that was started and that the test answers. */
export interface FakeCall {
  readonly attempt: HttpAttempt;
  answer(status: number, text?: string, out?: Record<string, unknown>): void;
  unanswered(): void;
  fail(kind: HttpFailureKind, unreachable?: boolean): void;
}

/** An executor that sends nothing. */
export interface FakeHttp extends HttpExecutor {
  readonly calls: FakeCall[];
  /** The latest call for the run. */
  callOf(runId: string): FakeCall;
  /** Answers every open call with a status. */
  answerAll(status: number): void;
  /** When set, starting a call throws it. */
  failure: Error | null;
  /** When set, every call is answered with this status by itself. */
  autoStatus: number | null;
}

interface OpenCall extends FakeCall {
  emit(event: HttpEvent): void;
  isOpen: boolean;
}

export function fakeHttp(): FakeHttp {
  const calls: OpenCall[] = [];
  const http: FakeHttp = {
    calls,
    failure: null,
    autoStatus: null,
    execute(attempt, on) {
      if (http.failure) throw http.failure;
      const call = openCall(attempt, on);
      calls.push(call);
      const { autoStatus } = http;
      if (autoStatus !== null) queueMicrotask(() => call.answer(autoStatus));
      return { abort: () => call.fail("aborted") };
    },
    callOf(runId) {
      const call = calls.findLast((one) => one.attempt.runId === runId);
      if (!call) throw new Error(`Run ${runId} was not called`);
      return call;
    },
    answerAll(status) {
      for (const call of calls) if (call.isOpen) call.answer(status);
    },
    close: async () => undefined,
  };
  return http;
}

function openCall(attempt: HttpAttempt, on: (event: HttpEvent) => void): OpenCall {
  const call: OpenCall = {
    attempt,
    isOpen: true,
    emit(event) {
      if (!call.isOpen) return;
      call.isOpen = event.type === "unanswered";
      on(event);
    },
    answer(httpStatus, text = "", out) {
      call.emit({
        type: "answered",
        httpStatus,
        accepted: httpStatus === 202,
        text,
        truncated: false,
        out: out ?? null,
        durationMs: 1,
      });
    },
    unanswered: () => call.emit({ type: "unanswered" }),
    fail: (kind, unreachable = false) =>
      call.emit({ type: "failed", kind, message: `The call failed: ${kind}`, unreachable }),
  };
  return call;
}
