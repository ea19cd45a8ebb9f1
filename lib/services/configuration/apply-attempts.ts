import {
  type ConfigurationProblem,
  MAX_PROBLEMS,
  problemAt,
  refusedConfiguration,
} from "@/lib/domain/configuration/configuration-problem";
import { AppError } from "@/lib/domain/errors";

/** Parts of one work that are tried each by itself, so that all refusals come to light together. */
export class ApplyAttempts {
  readonly #problems: ConfigurationProblem[] = [];

  /** Keeps a refusal of what stands at `path` of the document; true when there was none. */
  async try(path: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "internal") throw error;
      this.refuse(problemAt(path, error));
      return false;
    }
  }

  /** Keeps a problem; throws when there are so many that looking for more is no use. */
  refuse(problem: ConfigurationProblem): void {
    this.#problems.push(problem);
    if (this.#problems.length >= MAX_PROBLEMS) this.settle();
  }

  /** Throws what was refused, if anything was: later parts would only stumble over it again. */
  settle(): void {
    if (this.#problems.length > 0) throw refusedConfiguration(this.#problems);
  }
}
