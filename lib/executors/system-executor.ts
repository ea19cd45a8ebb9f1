import type { Clock } from "@/lib/domain/clock";
import type { LogLine } from "@/lib/domain/run/run-log";
import type { SystemDutyName } from "@/lib/domain/system/system-jobs";

/** What a duty is given while it works. */
interface SystemWork {
  /** Aborted when the run is to end; the duty looks at it between its steps. */
  readonly signal: AbortSignal;
  /** Adds a line to the log of the run. */
  say(text: string): void;
}

/** Housekeeping that is done as a run; what it throws ends the run in Error. */
export type SystemDuty = (work: SystemWork) => Promise<void>;

/** The one event of a run of kind system, with all it had to say. */
export type SystemEvent = {
  readonly lines: LogLine[];
} & (
  | { readonly type: "done" }
  | { readonly type: "aborted" }
  | { readonly type: "failed"; readonly error: unknown }
);

export interface SystemExecutor {
  /** Starts a duty. `report` is called once, never before this returns, and must not throw. */
  execute(duty: SystemDutyName, report: (event: SystemEvent) => void): { abort(): void };
}

interface SystemExecutorDeps {
  readonly clock: Clock;
  readonly duties: Readonly<Record<SystemDutyName, SystemDuty>>;
}

/** Executes runs of kind system: duties of this node, in its own process. */
export function createSystemExecutor({ clock, duties }: SystemExecutorDeps): SystemExecutor {
  const work = async (name: SystemDutyName, signal: AbortSignal): Promise<SystemEvent> => {
    const lines: LogLine[] = [];
    const say = (text: string) => {
      lines.push({ at: clock.now().toISOString(), level: "info", text });
    };
    try {
      await duties[name]({ signal, say });
      return { type: signal.aborted ? "aborted" : "done", lines };
    } catch (error) {
      return { type: "failed", error, lines };
    }
  };
  return {
    execute: (name, report) => {
      const controller = new AbortController();
      void work(name, controller.signal).then(report);
      return { abort: () => controller.abort() };
    },
  };
}
