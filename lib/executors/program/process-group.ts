import type { Logger } from "pino";
import type { Timer } from "@/lib/domain/timer";
import { hasLiveMember } from "./live-processes";
import { pause } from "./pause";

export interface GroupLimits {
  /** Time between SIGTERM and SIGKILL, in milliseconds. */
  readonly graceMs: number;
  /** How often is looked whether a group that is to end has ended, in milliseconds. */
  readonly pollMs: number;
}

interface ProcessGroupOptions {
  readonly timer: Timer;
  readonly limits: GroupLimits;
  readonly logger: Logger;
}

/**
 * A program and all processes it started that did not take a group of their own. Once it is known to be gone it is never
 * signalled again: the operating system may give its number to somebody else.
 */
export class ProcessGroup {
  readonly #id: number;
  readonly #options: ProcessGroupOptions;
  #isOver = false;
  #ending: Promise<void> | null = null;

  /** `id` is the process id of the program that leads the group. */
  constructor(id: number, options: ProcessGroupOptions) {
    this.#id = id;
    this.#options = options;
  }

  /** Notes when nobody is left; to be asked when the leader has ended, since only from then on the number may be reused. */
  look(): void {
    this.#signal(0);
  }

  /** Asks all members to end and kills those that have not after the time of grace; resolves when none goes on. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  /** Kills all members at once. */
  kill(): void {
    if (this.#isOver) return;
    this.#signal("SIGKILL");
    this.#isOver = true;
  }

  async #end(): Promise<void> {
    if (!this.#signal("SIGTERM")) return;
    const { timer, limits } = this.#options;
    for (let waitedMs = 0; waitedMs < limits.graceMs; waitedMs += limits.pollMs) {
      await pause(timer, limits.pollMs);
      if (this.#isOver) return;
      if (!(await hasLiveMember(this.#id))) {
        this.#isOver = true;
        return;
      }
    }
    this.kill();
  }

  /** False when nobody is left, or nobody this node may signal. */
  #signal(signal: NodeJS.Signals | 0): boolean {
    if (this.#isOver) return false;
    try {
      process.kill(-this.#id, signal);
      return true;
    } catch (error) {
      this.#isOver = true;
      const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
      if (!isGone) {
        const details = { err: error, group: this.#id, signal };
        this.#options.logger.warn(details, "a program could not be signalled");
      }
      return false;
    }
  }
}
