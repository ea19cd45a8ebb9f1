/** What the command line has to do with the world; tests have their own. */
export interface CommandIo {
  fetch: (request: Request) => Promise<Response>;
  env: Readonly<Record<string, string | undefined>>;
  /** Writes a line of the result. */
  out: (line: string) => void;
  /** Writes text of the result as it is. */
  write: (text: string) => void;
  /** Writes a line about the result, e.g. progress. */
  note: (line: string) => void;
  sleep: (ms: number) => Promise<void>;
  /** The text of a file; that of the standard input for "-". */
  readFile: (path: string) => Promise<string>;
  writeFile: (path: string, text: string) => Promise<void>;
  /** Puts a question and answers what was typed; null where nobody is there to answer. */
  ask: ((question: string) => Promise<string>) | null;
}

/** An error with a sentence for the user; ends the command with its exit code. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}
