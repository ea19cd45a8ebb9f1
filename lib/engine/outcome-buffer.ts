/**
 * Collects what executors report and writes it in groups: one statement for many runs. What cannot be
 * written, because the database is away, is kept and tried again; nothing is dropped.
 */
import type { Logger } from "pino";
import type { Clock } from "@/lib/domain/clock";
import type { RunChange } from "@/lib/domain/run/run-change";
import type { Timer } from "@/lib/domain/timer";
import { finishRuns, type RunOutcome } from "@/lib/store/finish-runs";
import { type Acknowledgement, acknowledgeRuns } from "@/lib/store/live-runs";
import type { Queryable } from "@/lib/store/queryable";

const FLUSH_AFTER_MS = 4;
const MAX_GROUP = 500;
const RETRY_MS = 500;

interface OutcomeBufferDeps {
  db: Queryable;
  clock: Clock;
  timer: Timer;
  logger: Logger;
  announce: (changes: readonly RunChange[]) => void;
}

export class OutcomeBuffer {
  readonly #deps: OutcomeBufferDeps;
  #outcomes: RunOutcome[] = [];
  #acknowledgements: Acknowledgement[] = [];
  #flushing: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;

  constructor(deps: OutcomeBufferDeps) {
    this.#deps = deps;
  }

  /** Number of reports not yet durable. */
  get pending(): number {
    return this.#outcomes.length + this.#acknowledgements.length;
  }

  finish(outcome: RunOutcome): void {
    this.#outcomes.push(outcome);
    this.#schedule(FLUSH_AFTER_MS);
  }

  acknowledge(acknowledgement: Acknowledgement): void {
    this.#acknowledgements.push(acknowledgement);
    this.#schedule(FLUSH_AFTER_MS);
  }

  /** Writes everything collected so far; rejects when the database refuses. */
  async flushOnce(): Promise<void> {
    while (this.#flushing || this.pending > 0) {
      this.#flushing ??= this.#writeGroup().finally(() => {
        this.#flushing = null;
      });
      await this.#flushing;
    }
  }

  #schedule(ms: number): void {
    if (this.#cancelTimer || this.#flushing) return;
    this.#cancelTimer = this.#deps.timer.after(ms, () => {
      this.#cancelTimer = null;
      this.flushOnce().catch((error: unknown) => {
        this.#deps.logger.warn({ err: error, pending: this.pending }, "run outcomes could not be written yet");
        this.#schedule(RETRY_MS);
      });
    });
  }

  async #writeGroup(): Promise<void> {
    const outcomes = this.#outcomes.splice(0, MAX_GROUP);
    const acknowledgements = this.#acknowledgements.splice(0, MAX_GROUP);
    try {
      const now = this.#deps.clock.now();
      // A late answer may stand in the same group as its own acknowledgement.
      await acknowledgeRuns(this.#deps.db, acknowledgements, now);
      this.#announce(acknowledgements);
      acknowledgements.length = 0;
      await finishRuns(this.#deps.db, outcomes, now);
      this.#announce(outcomes);
    } catch (error) {
      this.#outcomes.unshift(...outcomes);
      this.#acknowledgements.unshift(...acknowledgements);
      throw error;
    }
  }

  #announce(reports: readonly RunChange[]): void {
    if (reports.length === 0) return;
    this.#deps.announce(reports.map(({ tenantId, runId }) => ({ tenantId, runId })));
  }
}
