import type pg from "pg";
import type { RunChange } from "@/lib/domain/run/run-change";
import { nestedPool } from "@/lib/store/nested-pool";
import type { Context } from "./context";

/**
 * The context for services whose work is to become part of the transaction of `tx`. Hints, each once, and news wait in
 * `later`, to be called after the commit.
 */
export function contextWithin(ctx: Context, tx: pg.PoolClient, later: (() => void)[]): Context {
  const hinted = new Set<string>();
  return {
    ...ctx,
    db: { ...ctx.db, pool: nestedPool(tx) },
    hint: (what) => {
      if (hinted.has(what)) return;
      hinted.add(what);
      later.push(() => ctx.hint(what));
    },
    changed: (changes: readonly RunChange[]) => later.push(() => ctx.changed(changes)),
  };
}
