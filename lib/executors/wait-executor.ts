import type { Timer } from "@/lib/domain/timer";

export interface WaitAttempt {
  /** How long the run waits; less than 0 counts as 0. */
  readonly seconds: number;
}

/** The one event of a wait. */
export interface WaitEvent {
  readonly type: "ended";
  /** abort() ended it before its time was over. */
  readonly wasAborted: boolean;
}

export interface WaitExecutor {
  /** Starts a wait. `report` is called once, never before this returns, and must not throw. abort() ends it at once. */
  execute(attempt: WaitAttempt, report: (event: WaitEvent) => void): { abort(): void };
}

/** A timer of the process fires at once when it is set for more than 24 days; a day at a time any wait is possible. */
const STEP_MS = 24 * 60 * 60 * 1000;

/** Executes runs that do nothing but last. A wait lives in its node: when that is lost the run becomes Unknown. */
export function createWaitExecutor({ timer }: { timer: Timer }): WaitExecutor {
  return {
    execute: ({ seconds }, report) => {
      let isOver = false;
      let cancel = (): void => undefined;
      const end = (wasAborted: boolean) => {
        if (isOver) return;
        isOver = true;
        cancel();
        report({ type: "ended", wasAborted });
      };
      const wait = (leftMs: number) => {
        const stepMs = Math.min(leftMs, STEP_MS);
        const next = () => (leftMs > stepMs ? wait(leftMs - stepMs) : end(false));
        cancel = timer.after(stepMs, next);
      };
      wait(Math.max(0, seconds * 1000));
      return { abort: () => end(true) };
    },
  };
}
