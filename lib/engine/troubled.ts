import { retriedTransaction } from "@/lib/store/operate-transaction";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import type { EngineDeps } from "./engine-deps";

const FIRST_REST_MS = 1000;
const LONGEST_REST_MS = 300_000;
/** Failures one after another from which on it is taken for the database's trouble, and nobody else is blamed. */
const TOO_MANY = 5;

interface Trouble {
  failures: number;
  until: Date;
}

/** What a node could not deal with lately, and until when it leaves it alone. */
export class Troubled {
  readonly #known = new Map<string, Trouble>();

  /** Those to be left alone now. */
  at(now: Date): string[] {
    return [...this.#known].filter(([, { until }]) => until > now).map(([id]) => id);
  }

  /** Leaves it alone for a while, each time for longer. */
  add(id: string, now: Date): void {
    const failures = (this.#known.get(id)?.failures ?? 0) + 1;
    const restMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(failures - 1, 10));
    this.#known.set(id, { failures, until: new Date(now.getTime() + restMs) });
  }

  remove(id: string): void {
    this.#known.delete(id);
  }
}

interface Batch<Item, Result> {
  deps: EngineDeps;
  troubled: Troubled;
  /** How many items one transaction deals with. */
  batch: number;
  /** A word for one of them. */
  what: string;
  take: (
    tx: Queryable,
    request: { limit: number; except: readonly string[] },
  ) => Promise<readonly Item[]>;
  work: (tx: Queryable, items: readonly Item[], now: Date) => Promise<Result>;
}

/**
 * Deals with a batch of marked items in one transaction; when that fails, with each of them in one of its own, so that
 * one that cannot be dealt with keeps nobody else waiting. Such a one is left alone for a while, and its failure logged;
 * one that collided with another transaction is tried again at once.
 */
export async function togetherOrOneByOne<Item extends { id: string }, Result>(
  given: Batch<Item, Result>,
): Promise<Result[]> {
  try {
    const { result } = await once(given, given.batch);
    return [result];
  } catch {
    return oneByOne(given);
  }
}

async function oneByOne<Item extends { id: string }, Result>(
  given: Batch<Item, Result>,
): Promise<Result[]> {
  const { deps, troubled, batch, what } = given;
  const results: Result[] = [];
  let failures = 0;
  for (let count = 0; count < batch; count += 1) {
    const tried: { item: Item | null } = { item: null };
    try {
      const { result, items } = await once(given, 1, tried);
      if (items.length === 0) return results;
      results.push(result);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (tried.item === null || failures >= TOO_MANY) throw error;
      const { id } = tried.item;
      troubled.add(id, deps.clock.now());
      deps.logger.error({ err: error, id }, `a ${what} cannot be dealt with; it is left alone`);
    }
  }
  return results;
}

async function once<Item extends { id: string }, Result>(
  { deps, troubled, take, work }: Batch<Item, Result>,
  limit: number,
  tried: { item: Item | null } = { item: null },
): Promise<{ result: Result; items: readonly Item[] }> {
  const now = deps.clock.now();
  const transaction = limit === 1 ? retriedTransaction : inTransaction;
  const done = await transaction(deps.db.keyed, async (tx) => {
    const items = await take(tx, { limit, except: troubled.at(now) });
    tried.item = items[0] ?? null;
    return { result: await work(tx, items, now), items };
  });
  for (const { id } of done.items) troubled.remove(id);
  return done;
}
