import type { Database } from "@/lib/store/database";
import { nextGatedStart, nextReadyStart } from "@/lib/store/live-runs";

/** For how long an answer is used again. */
const REMEMBERED_MS = 250;

interface Starts {
  /** When the next run without gates may be claimed; null while none is known. */
  ready: Date | null;
  /** When the next run with gates is to be examined; null while none is known. */
  gated: Date | null;
}

/** Remembers the next starts of runs, so that a node that claims all the time does not ask after each claim. */
export class NextStarts {
  readonly #db: Database;
  #known: Starts = { ready: null, gated: null };
  #readAt = new Date(0);

  constructor(db: Database) {
    this.#db = db;
  }

  /** The next starts, and when to ask again because the answer was remembered; null for an answer that is new. */
  async at(now: Date): Promise<Starts & { askAgainAt: Date | null }> {
    const forgetAt = new Date(this.#readAt.getTime() + REMEMBERED_MS);
    const { ready, gated } = this.#known;
    const isPast = (start: Date | null) => start !== null && start <= now;
    const isOld = now >= forgetAt || now < this.#readAt;
    if (!isOld && !isPast(ready) && !isPast(gated)) return { ...this.#known, askAgainAt: forgetAt };
    const { keyed } = this.#db;
    this.#known = {
      ready: await nextReadyStart(keyed, now),
      gated: await nextGatedStart(keyed, now),
    };
    this.#readAt = now;
    return { ...this.#known, askAgainAt: null };
  }
}
