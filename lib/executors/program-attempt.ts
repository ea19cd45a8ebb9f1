import type { LogLine } from "@/lib/domain/run/run-log";

/** One attempt of a run of kind program, complete: nothing else is read to start it. */
export interface ProgramAttempt {
  readonly runId: string;
  readonly jobName: string;
  readonly jobNumber: string;
  /** Stays the same over all attempts of the run. */
  readonly idempotencyKey: string;
  /** A path, or a name that is looked for in PATH. */
  readonly program: string;
  /** One entry is one argument, whatever it contains; may hold placeholders, see fillPlaceholders. */
  readonly arguments: readonly string[];
  /** What the definition adds to the environment; the values may hold placeholders. */
  readonly environment: Readonly<Record<string, string>>;
  /** Null: an empty folder of the run's own that is removed afterwards. */
  readonly workingDirectory: string | null;
  readonly parameters: Readonly<Record<string, unknown>> | null;
}

export interface ProgramExited {
  readonly type: "exited";
  /** Null when a signal ended it, or when it was aborted before it was started. */
  readonly code: number | null;
  /** E.g. SIGKILL; null when it ended by itself. */
  readonly signal: string | null;
  /** The JSON object the program left in the file named by STELLWERK_OUT_FILE; null for none. */
  readonly out: Record<string, unknown> | null;
  /** abort() came before the program had ended; it may have ended with a code of its own all the same. */
  readonly wasAborted: boolean;
}

export interface ProgramFailed {
  readonly type: "failed";
  /** Why the program was not started: a sentence fit for the run log. */
  readonly message: string;
}

/** What becomes of an attempt: any number of `output`, then exactly one `exited` or `failed`. */
export type ProgramEvent =
  | { readonly type: "output"; readonly lines: LogLine[] }
  | ProgramExited
  | ProgramFailed;

export type OnProgramEvent = (event: ProgramEvent) => void;
