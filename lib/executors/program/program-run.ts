import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import type { Logger } from "pino";
import type { Clock } from "@/lib/domain/clock";
import type { Timer } from "@/lib/domain/timer";
import type {
  OnProgramEvent,
  ProgramAttempt,
  ProgramEvent,
  ProgramFailed,
} from "../program-attempt";
import { type Environment, type Invocation, prepareInvocation } from "./invocation";
import { readOutFile } from "./out-file";
import { isWithin } from "./pause";
import { type GroupLimits, ProcessGroup } from "./process-group";
import { type OutputLimits, ProgramOutput } from "./program-output";
import { makeRunFolder, type RunFolder } from "./run-folder";
import { startFailure, workingDirectoryFault } from "./start-failure";

export interface ProgramLimits extends OutputLimits, GroupLimits {
  /** Bytes of the file with out values. */
  readonly outFileBytes: number;
  /** How long an ended program's output may be silent before it is no longer listened to, in milliseconds. */
  readonly silenceMs: number;
  /** How many times as long the output is listened to if it is never silent. */
  readonly silences: number;
}

/** What all programs of one executor share. */
export interface ProgramContext {
  readonly timer: Timer;
  readonly clock: Clock;
  readonly baseEnvironment: Environment;
  readonly logger: Logger;
  readonly limits: ProgramLimits;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

const NEVER_STARTED: Exit = { code: null, signal: null };

/** One attempt from its preparation to its last event. */
export class ProgramRun {
  readonly #context: ProgramContext;
  readonly #attempt: ProgramAttempt;
  readonly #report: OnProgramEvent;
  readonly #output: ProgramOutput;
  #group: ProcessGroup | null = null;
  #wasAborted = false;
  #hasExited = false;

  constructor(context: ProgramContext, attempt: ProgramAttempt, report: OnProgramEvent) {
    this.#context = context;
    this.#attempt = attempt;
    this.#report = report;
    this.#output = new ProgramOutput({
      ...context,
      emit: (lines) => report({ type: "output", lines }),
    });
  }

  /** Executes the program; resolves after the final event, which never comes before this has returned. */
  async run(): Promise<void> {
    const event = await this.#execute().catch((error: unknown) => this.#unexpected(error));
    this.#output.end();
    this.#report(event);
  }

  /** Ends the program with everything it started; without effect once it has ended by itself. */
  abort(): void {
    if (this.#hasExited) return;
    this.#wasAborted = true;
    void this.#group?.end();
  }

  /** Like abort, without time of grace; also kills what an ended program left behind. */
  kill(): void {
    this.abort();
    this.#group?.kill();
  }

  async #execute(): Promise<ProgramEvent> {
    const { baseEnvironment, logger } = this.#context;
    const prepared = prepareInvocation(this.#attempt, baseEnvironment);
    if (!prepared.ok) return failed(prepared.message);
    const { workingDirectory } = this.#attempt;
    const fault = workingDirectory === null ? null : await workingDirectoryFault(workingDirectory);
    if (fault !== null) return failed(fault);
    const folder = await makeRunFolder(logger);
    try {
      return await this.#executeIn(folder, prepared.invocation);
    } finally {
      await folder.remove();
    }
  }

  async #executeIn(folder: RunFolder, invocation: Invocation): Promise<ProgramEvent> {
    if (this.#wasAborted) return this.#exited(NEVER_STARTED, null);
    const started = await this.#start(folder, invocation);
    if (!started.ok) return failed(startFailure(invocation.program, started.error));
    const exit = await started.exit;
    await this.#settle(started.child);
    const out = await readOutFile(folder.outFile, this.#context.limits.outFileBytes);
    if (!out.ok) this.#output.note("warn", `The file named by STELLWERK_OUT_FILE ${out.reason}.`);
    return this.#exited(exit, out.ok ? out.out : null);
  }

  async #start(
    folder: RunFolder,
    { program, arguments: list, environment }: Invocation,
  ): Promise<{ ok: true; child: Child; exit: Promise<Exit> } | { ok: false; error: unknown }> {
    let child: Child;
    try {
      child = spawn(program, [...list], {
        cwd: this.#attempt.workingDirectory ?? folder.work,
        env: asProcessEnv({ ...environment, STELLWERK_OUT_FILE: folder.outFile }),
        shell: false,
        // A group of its own, so that all of it can be ended.
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      });
    } catch (error) {
      return { ok: false, error };
    }
    const exit = this.#watch(child);
    if (child.pid === undefined) return { ok: false, error: (await once(child, "error"))[0] };
    this.#group = new ProcessGroup(child.pid, this.#context);
    return { ok: true, child, exit };
  }

  /** Listens to everything the child may tell; an event nobody hears would be lost, an error would end the node. */
  #watch(child: Child): Promise<Exit> {
    const { logger } = this.#context;
    const onError = (error: Error) =>
      logger.debug({ err: error, run: this.#attempt.runId }, "a program's process had an error");
    child.on("error", onError);
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].on("error", onError);
      child[stream].on("data", (chunk: Buffer) => this.#output.take(stream, chunk));
    }
    return new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        this.#hasExited = true;
        this.#group?.look();
        resolve({ code, signal });
      });
    });
  }

  /**
   * Waits for the last output of an ended program and ends what it left behind in its group: a run that has ended has
   * nothing going on any more. What took a group of its own, as a daemon does, goes on unheard.
   */
  async #settle(child: Child): Promise<void> {
    const ends = [child.stdout, child.stderr].map((stream) =>
      stream.closed
        ? Promise.resolve()
        : new Promise<void>((end) => stream.once("close", () => end())),
    );
    const closed = Promise.all(ends);
    await this.#untilSilent(closed);
    await this.#group?.end();
    await this.#untilSilent(closed);
    child.stdout.destroy();
    child.stderr.destroy();
  }

  async #untilSilent(closed: Promise<unknown>): Promise<void> {
    const { timer, limits } = this.#context;
    for (let silence = 0; silence < limits.silences; silence += 1) {
      const before = this.#output.received;
      if (await isWithin(timer, limits.silenceMs, closed)) return;
      // After a long pause of this process there may be output that was not read yet.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#output.received === before) return;
    }
  }

  #exited({ code, signal }: Exit, out: Record<string, unknown> | null): ProgramEvent {
    return { type: "exited", code, signal, out, wasAborted: this.#wasAborted };
  }

  #unexpected(error: unknown): ProgramFailed {
    this.kill();
    this.#context.logger.error(
      { err: error, run: this.#attempt.runId },
      "a program could not be executed",
    );
    return failed("The program could not be executed: the node could not prepare or follow it.");
  }
}

/** Next declares NODE_ENV a part of every environment; spawn hands on what there is, and a program gets none. */
function asProcessEnv(environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return environment as NodeJS.ProcessEnv;
}

/** The final event of an attempt that came to nothing. */
export function failed(message: string): ProgramFailed {
  return { type: "failed", message };
}
