import type { Logger } from "pino";
import type { Timer } from "@/lib/domain/timer";

interface DutyLoopOptions {
  name: string;
  /** One pass; answers how long to rest, in milliseconds, unless woken. */
  run: () => Promise<number>;
  /** Longest rest after a failure, in milliseconds. */
  maxRetryMs?: number;
  timer: Timer;
  logger: Logger;
}

const FIRST_RETRY_MS = 200;
const MAX_RETRY_MS = 5000;

/**
 * Runs one duty again and again, one pass at a time. Resting → running → resting; `wake` ends a rest
 * early, and during a pass asks for another right after it. A pass that throws is tried again with
 * growing rests; it never stops the loop. `stop` waits for the pass under way.
 */
export class DutyLoop {
  readonly #options: DutyLoopOptions;
  #mode: "stopped" | "resting" | "running" = "stopped";
  #isWoken = false;
  #cancelRest: (() => void) | null = null;
  #pass: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(options: DutyLoopOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#mode === "stopped") this.#beginPass();
  }

  wake(): void {
    if (this.#mode === "running") this.#isWoken = true;
    else if (this.#mode === "resting") this.#beginPass();
  }

  async stop(): Promise<void> {
    this.#cancelRest?.();
    this.#mode = "stopped";
    await this.#pass;
  }

  #beginPass(): void {
    this.#cancelRest?.();
    this.#cancelRest = null;
    this.#mode = "running";
    this.#isWoken = false;
    this.#pass = this.#runPass();
  }

  async #runPass(): Promise<void> {
    const restMs = await this.#restAfterPass();
    if (this.#mode !== "running") return;
    this.#mode = "resting";
    const ms = this.#isWoken && this.#failures === 0 ? 0 : restMs;
    this.#cancelRest = this.#options.timer.after(ms, () => this.#beginPass());
  }

  async #restAfterPass(): Promise<number> {
    try {
      const restMs = await this.#options.run();
      if (this.#failures > 0)
        this.#options.logger.info({ duty: this.#options.name }, "duty goes on");
      this.#failures = 0;
      return restMs;
    } catch (error) {
      this.#failures += 1;
      this.#options.logger.warn(
        { err: error, duty: this.#options.name },
        "duty failed, will be tried again",
      );
      return Math.min(
        this.#options.maxRetryMs ?? MAX_RETRY_MS,
        FIRST_RETRY_MS * 2 ** Math.min(this.#failures, 6),
      );
    }
  }
}
