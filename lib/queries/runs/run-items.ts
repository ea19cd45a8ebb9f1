import type { RunListItem } from "@/lib/domain/run/run-item";
import type { Context } from "@/lib/services/context";
import type { RunRow } from "@/lib/store/run-row";
import { loadWaits, type WaitLimits } from "@/lib/store/run-waits";
import { runItemFrom, surroundingsOf } from "./run-item-from";

/** How far is counted for each run of a page. */
const PAGE_LIMITS: WaitLimits = { ahead: 100, members: 1000, everyEnd: false };

/** Stored runs of one page as they are shown, with what those that wait are waiting for. */
export async function runItemsFrom(ctx: Context, rows: readonly RunRow[]): Promise<RunListItem[]> {
  const waits = await loadWaits(ctx.db.pool, rows, PAGE_LIMITS);
  return rows.map((row) => runItemFrom(row, surroundingsOf(row, waits, ctx.now)));
}
