/**
 * Collects what executors report and writes it in groups: one statement for many runs. What cannot be
 * written, because the database is away, is kept and tried again; nothing is dropped.
 */
import type { Logger } from "pino";
import type { Clock } from "@/lib/domain/clock";
import type { RunChange } from "@/lib/domain/run/run-change";
import type { LogLine } from "@/lib/domain/run/run-log";
import type { Timer } from "@/lib/domain/timer";
import { type FinishedRun, finishRuns, type RunOutcome } from "@/lib/store/finish-runs";
import { type Acknowledgement, acknowledgeRuns } from "@/lib/store/live-runs";
import { isDataError, type Queryable } from "@/lib/store/queryable";
import { appendRunLog, type RunLogEntry } from "@/lib/store/run-log-append";

const FLUSH_AFTER_MS = 10;
const MAX_GROUP = 500;
const RETRY_MS = 500;

interface OutcomeBufferDeps {
  db: Queryable;
  clock: Clock;
  timer: Timer;
  logger: Logger;
  announce: (changes: readonly RunChange[]) => void;
  /** Told of runs that have ended, in the commit that has just happened. */
  onEnds: (runs: readonly FinishedRun[]) => void;
}

type Report = RunChange & { logLines: readonly LogLine[] };
type Write<T> = (db: Queryable, reports: readonly T[], now: Date) => Promise<unknown>;

export class OutcomeBuffer {
  readonly #deps: OutcomeBufferDeps;
  #outcomes: RunOutcome[] = [];
  #acknowledgements: Acknowledgement[] = [];
  #logs: RunLogEntry[] = [];
  /** The group that is being written. */
  #writing: readonly RunChange[] = [];
  #flushing: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #isDueNow = false;

  constructor(deps: OutcomeBufferDeps) {
    this.#deps = deps;
  }

  /** Number of reports not yet durable. */
  get pending(): number {
    return (
      this.#outcomes.length +
      this.#acknowledgements.length +
      this.#logs.length +
      this.#writing.length
    );
  }

  /** Ids of the runs whose reports are not yet durable. */
  pendingRuns(): string[] {
    return [...this.#outcomes, ...this.#acknowledgements, ...this.#writing].map(
      (report) => report.runId,
    );
  }

  /** `isLast`: no other is expected soon, so there is nothing to wait for. */
  finish(outcome: RunOutcome, isLast = false): void {
    this.#outcomes.push(outcome);
    this.#schedule(isLast ? 0 : FLUSH_AFTER_MS);
  }

  acknowledge(acknowledgement: Acknowledgement): void {
    this.#acknowledgements.push(acknowledgement);
    this.#schedule(FLUSH_AFTER_MS);
  }

  /** Lines of a run that goes on. */
  appendLog(entry: RunLogEntry): void {
    this.#logs.push(entry);
    this.#schedule(FLUSH_AFTER_MS);
  }

  /** Writes everything collected so far; rejects when the database refuses, and is tried again by itself. */
  async flushOnce(): Promise<void> {
    while (this.#flushing !== null || this.pending > 0) {
      this.#flushing ??= this.#writeGroup().finally(() => {
        this.#flushing = null;
      });
      await this.#flushing.catch((error: unknown) => {
        this.#schedule(RETRY_MS);
        throw error;
      });
    }
  }

  #schedule(ms: number): void {
    if (this.#flushing !== null || (this.#cancelTimer !== null && (ms > 0 || this.#isDueNow)))
      return;
    this.#cancelTimer?.();
    this.#isDueNow = ms === 0;
    this.#cancelTimer = this.#deps.timer.after(ms, () => {
      this.#cancelTimer = null;
      this.flushOnce().catch((error: unknown) => {
        this.#deps.logger.warn(
          { err: error, pending: this.pending },
          "run outcomes could not be written yet",
        );
      });
    });
  }

  async #writeGroup(): Promise<void> {
    const outcomes = this.#outcomes.splice(0, MAX_GROUP);
    const acknowledgements = this.#acknowledgements.splice(0, MAX_GROUP);
    const logs = this.#logs.splice(0);
    this.#writing = [...outcomes, ...acknowledgements];
    try {
      const now = this.#deps.clock.now();
      // Before the ends: nothing is added to the log of a run that has ended.
      if (logs.length > 0) await appendRunLog(this.#deps.db, logs.splice(0), now);
      // A late answer may stand in the same group as its own acknowledgement.
      await this.#write(acknowledgeRuns, acknowledgements, now);
      this.#announce(acknowledgements.splice(0));
      await this.#write(this.#finish, outcomes, now);
      this.#announce(outcomes);
    } catch (error) {
      this.#outcomes.unshift(...outcomes);
      this.#acknowledgements.unshift(...acknowledgements);
      this.#logs.unshift(...logs);
      throw error;
    } finally {
      this.#writing = [];
    }
  }

  readonly #finish: Write<RunOutcome> = async (db, outcomes, now) => {
    this.#deps.onEnds(await finishRuns(db, outcomes, now));
  };

  /**
   * Writes the reports together; when the database takes offence at the content of one, halves the group
   * until that one stands alone, and writes its outcome without what the endpoint sent.
   */
  async #write<T extends Report>(write: Write<T>, reports: readonly T[], now: Date): Promise<void> {
    const [first] = reports;
    if (!first) return;
    try {
      await write(this.#deps.db, reports, now);
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (reports.length === 1) {
        this.#deps.logger.error(
          { err: error, run: first.runId },
          "what a run reported cannot be stored",
        );
        await write(this.#deps.db, [withoutContent(first, now)], now);
        return;
      }
      const middle = Math.ceil(reports.length / 2);
      await this.#write(write, reports.slice(0, middle), now);
      await this.#write(write, reports.slice(middle), now);
    }
  }

  #announce(reports: readonly RunChange[]): void {
    if (reports.length === 0) return;
    this.#deps.announce(reports.map(({ tenantId, runId }) => ({ tenantId, runId })));
  }
}

function withoutContent<T extends Report>(report: T, now: Date): T {
  const line: LogLine = {
    at: now.toISOString(),
    level: "error",
    text: "What the endpoint answered cannot be stored.",
  };
  const bare = { ...report, logLines: [line] };
  return "result" in bare ? { ...bare, result: null, httpStatus: null } : bare;
}
