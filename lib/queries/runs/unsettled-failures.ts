import type { RunListItem } from "@/lib/domain/run/run-item";
import type { Context } from "@/lib/services/context";
import { restartedAmong } from "@/lib/store/restarted-runs";
import { listRuns } from "./list-runs";

/** The failures of a day that nobody has dealt with, as far as they were read. */
interface UnsettledFailures {
  /** Newest first. */
  items: RunListItem[];
  /** Failures of the day that were started again since. */
  restarted: number;
  /** There are more failures than were read. */
  hasMore: boolean;
}

const DAY_MS = 86_400_000;
const READ = 200;

/** The newest runs of the last 24 hours that ended Error or Unknown and were not started again since. */
export async function unsettledFailures(ctx: Context): Promise<UnsettledFailures> {
  const from = new Date(ctx.now.getTime() - DAY_MS).toISOString();
  const failed = await listRuns(
    ctx,
    { state: ["Error", "Unknown"], from, limit: READ },
    { members: "without-steps" },
  );
  const restarted = await restartedAmong(
    ctx.db.pool,
    failed.items.map((run) => run.id),
  );
  return {
    items: failed.items.filter((run) => !restarted.has(run.id)),
    restarted: restarted.size,
    hasMore: failed.nextCursor !== null,
  };
}
