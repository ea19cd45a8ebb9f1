import type { Logger } from "pino";
import type { Clock } from "@/lib/domain/clock";
import type { Timer } from "@/lib/domain/timer";
import type { Environment } from "./program/invocation";
import { failed, type ProgramLimits, ProgramRun } from "./program/program-run";
import type { OnProgramEvent, ProgramAttempt } from "./program-attempt";

interface ProgramExecutorDeps {
  readonly timer: Timer;
  readonly clock: Clock;
  /** The environment of this node, of which a program gets to see next to nothing. */
  readonly baseEnvironment: Environment;
  readonly logger: Logger;
}

export interface ProgramExecutor {
  /**
   * Starts an attempt. `report` is never called before this returns, must not throw, and is told as ProgramEvent says.
   * abort() sends SIGTERM to the program and all it started, and SIGKILL to what is left after the time of grace.
   */
  execute(attempt: ProgramAttempt, report: OnProgramEvent): { abort(): void };
  /** Kills every program without grace; resolves when each has had its final event. Starts none any more. */
  close(): Promise<void>;
}

/** How much of a program's output is kept, and how long is waited for what does not end. */
export const PROGRAM_LIMITS: ProgramLimits = {
  lineCharacters: 8192,
  outputBytes: 10 * 1024 * 1024,
  outputLines: 100_000,
  batchLines: 200,
  batchMs: 250,
  batchesPerPace: 2000,
  outFileBytes: 64 * 1024,
  graceMs: 10_000,
  pollMs: 100,
  silenceMs: 1000,
  silences: 10,
};

const NOTHING_TO_ABORT = { abort: (): void => undefined };

/**
 * Executes programs on this node: an argument list without a shell, no standard input, an environment of its own.
 *
 * A program executes as the user of the node: the environment keeps secrets from being handed on, it is no wall against a
 * hostile program. Its output goes through sockets, so a script writes to `>&2` and not to `/dev/stderr`.
 *
 * close() and abort() end programs with the node. A node that is killed outright takes no program with it: the program
 * goes on until it ends or writes to its output, its folder stays behind, and the run becomes Unknown (run-states-and-chains
 * 8.1 row 51).
 */
export function createProgramExecutor(
  deps: ProgramExecutorDeps,
  limits: ProgramLimits = PROGRAM_LIMITS,
): ProgramExecutor {
  const context = { ...deps, limits };
  const going = new Map<ProgramRun, Promise<void>>();
  let isClosed = false;

  return {
    execute: (attempt, report) => {
      if (isClosed) {
        queueMicrotask(() => report(failed("The program was not started: this node is stopping.")));
        return NOTHING_TO_ABORT;
      }
      const run = new ProgramRun(context, attempt, report);
      going.set(
        run,
        run.run().finally(() => going.delete(run)),
      );
      return run;
    },
    close: async () => {
      isClosed = true;
      for (const run of going.keys()) run.kill();
      await Promise.all(going.values());
    },
  };
}
