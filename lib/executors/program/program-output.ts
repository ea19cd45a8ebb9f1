import type { Clock } from "@/lib/domain/clock";
import type { LogLevel, LogLine } from "@/lib/domain/run/run-log";
import type { Timer } from "@/lib/domain/timer";
import { LineSplitter } from "./line-splitter";

export interface OutputLimits {
  /** Characters of a line that are kept. */
  readonly lineCharacters: number;
  /** Bytes of both streams together that are kept. */
  readonly outputBytes: number;
  /** Lines of both streams together that are kept. */
  readonly outputLines: number;
  /** Lines that are handed on at once. */
  readonly batchLines: number;
  /** How long lines are collected at first, in milliseconds. */
  readonly batchMs: number;
  /** After this many batches lines are collected twice as long, after as many again four times, and so on. */
  readonly batchesPerPace: number;
}

interface ProgramOutputOptions {
  readonly timer: Timer;
  readonly clock: Clock;
  readonly limits: OutputLimits;
  /** Takes the next lines of the log; never with an empty list. */
  readonly emit: (lines: LogLine[]) => void;
}

const PROGRAM_STREAMS = ["stdout", "stderr"] as const;
type ProgramStream = (typeof PROGRAM_STREAMS)[number];

const LEVEL = { stdout: "info", stderr: "error" } as const satisfies Record<
  ProgramStream,
  LogLevel
>;

/**
 * Makes log lines of what a program writes, in the order in which it arrives, and hands them on in batches. Each batch
 * becomes a numbered piece of the log and a run has only so many numbers: the pace that slows down keeps a program that
 * talks for a week within some 21,000 of them.
 */
export class ProgramOutput {
  /** Bytes that came, kept or not. */
  received = 0;
  readonly #options: ProgramOutputOptions;
  readonly #splitters: Record<ProgramStream, LineSplitter>;
  #lines = 0;
  #isCut = false;
  #pending: LogLine[] = [];
  #batches = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(options: ProgramOutputOptions) {
    this.#options = options;
    const { lineCharacters } = options.limits;
    this.#splitters = {
      stdout: new LineSplitter(lineCharacters),
      stderr: new LineSplitter(lineCharacters),
    };
  }

  /** Takes what a stream brought; once the limit is reached it only counts. */
  take(stream: ProgramStream, chunk: Uint8Array): void {
    const room = this.#options.limits.outputBytes - this.received;
    this.received += chunk.length;
    if (this.#isCut) return;
    this.#keep(stream, this.#splitters[stream].push(chunk.subarray(0, room)));
    if (chunk.length <= room) return;
    this.#endLines();
    this.#cut();
  }

  /** Adds a line of the executor's own. */
  note(level: LogLevel, text: string): void {
    this.#add(level, [text]);
  }

  /** Ends the open lines and hands on everything there is. */
  end(): void {
    this.#endLines();
    this.#flush(1);
  }

  #keep(stream: ProgramStream, lines: string[]): void {
    const room = this.#options.limits.outputLines - this.#lines;
    this.#lines += lines.length;
    this.#add(LEVEL[stream], lines.slice(0, room));
    if (lines.length > room) this.#cut();
  }

  #endLines(): void {
    for (const stream of PROGRAM_STREAMS) {
      if (!this.#isCut) this.#keep(stream, this.#splitters[stream].end());
    }
  }

  #cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    const { outputBytes, outputLines } = this.#options.limits;
    const limit = `${sizeOf(outputBytes)} or ${outputLines.toLocaleString("en")} lines`;
    this.note("warn", `The output exceeds ${limit}; the rest is not kept. The program goes on.`);
  }

  #add(level: LogLevel, texts: readonly string[]): void {
    if (texts.length === 0) return;
    const at = this.#options.clock.now().toISOString();
    for (const text of texts) this.#pending.push({ at, level, text });
    this.#flush(this.#options.limits.batchLines);
  }

  /** Hands on batches while there are at least so many lines; what is left waits for its time. */
  #flush(least: number): void {
    const { limits, emit } = this.#options;
    while (this.#pending.length >= least) {
      this.#batches += 1;
      emit(this.#pending.splice(0, limits.batchLines));
      this.#cancelTimer?.();
      this.#cancelTimer = null;
    }
    if (this.#pending.length > 0) this.#cancelTimer ??= this.#flushLater();
  }

  #flushLater(): () => void {
    const { limits, timer } = this.#options;
    const pace = 2 ** Math.floor(this.#batches / limits.batchesPerPace);
    return timer.after(limits.batchMs * pace, () => {
      this.#cancelTimer = null;
      this.#flush(1);
    });
  }
}

function sizeOf(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  return megabytes >= 1 ? `${megabytes} MB` : `${bytes} bytes`;
}
