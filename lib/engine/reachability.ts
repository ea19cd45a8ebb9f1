import type { ClaimedRun } from "@/lib/store/claim-runs";
import type { Queryable } from "@/lib/store/queryable";
import { noteReachability } from "@/lib/store/schedule-upkeep";

/**
 * Remembers which endpoints could not be reached, and writes only changes: a healthy endpoint costs
 * nothing. What is not written yet when a node is killed is noticed again with the next run.
 */
export class Reachability {
  #reached = new Set<string>();
  #unreached = new Set<string>();
  readonly #known = new Set<string>();

  /** `known` endpoints are those this node has noted as unreachable since it last saw them answer. */
  note(run: ClaimedRun, reached: boolean): void {
    const id = run.definitionId;
    if (!reached) {
      this.#known.add(id);
      this.#reached.delete(id);
      if (!run.definition?.unreachableSince) this.#unreached.add(id);
      return;
    }
    if (this.#known.delete(id) || run.definition?.unreachableSince) {
      this.#unreached.delete(id);
      this.#reached.add(id);
    }
  }

  async flushOnce(db: Queryable, now: Date): Promise<void> {
    if (this.#reached.size === 0 && this.#unreached.size === 0) return;
    const reached = [...this.#reached];
    const unreached = [...this.#unreached];
    await noteReachability(db, { reached, unreached, now });
    for (const id of reached) this.#reached.delete(id);
    for (const id of unreached) this.#unreached.delete(id);
  }
}
