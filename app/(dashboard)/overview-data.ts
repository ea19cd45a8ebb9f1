import type { Overview } from "@/lib/domain/run/overview";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { listRuns } from "@/lib/queries/runs/list-runs";
import { overview } from "@/lib/queries/runs/overview";
import type { Context } from "@/lib/services/context";
import { type FailureGroup, groupFailures } from "./failure-groups";

/** The overview with what its attention list adds. */
export interface OverviewData extends Overview {
  /** Failed runs of the last 24 hours by definition and state, the latest first. */
  failures: FailureGroup[];
  /** There were more failures than were read, so the numbers in the groups are lower bounds. */
  hasMoreFailures: boolean;
  /** Runs that are due and have been waiting for long. */
  stuck: RunListItem[];
}

const DAY_MS = 86_400_000;
/** A run that waits this long past its start is worth a look. */
const LONG_WAIT_MS = 5 * 60_000;
const FAILURES_READ = 200;
const WAITING_READ = 100;
const STUCK_SHOWN = 5;

export async function readOverview(ctx: Context): Promise<OverviewData> {
  const dayAgo = new Date(ctx.now.getTime() - DAY_MS).toISOString();
  const longAgo = new Date(ctx.now.getTime() - LONG_WAIT_MS);
  const [figures, failed, waiting] = await Promise.all([
    overview(ctx),
    listRuns(
      ctx,
      { state: ["Error", "Unknown"], from: dayAgo, limit: FAILURES_READ },
      { members: "without-steps" },
    ),
    listRuns(ctx, {
      state: [
        "Scheduled",
        "EventWait",
        "QueueHeld",
        "Queued",
        "LockWait",
        "Dispatched",
        "Assigned",
      ],
      to: longAgo.toISOString(),
      limit: WAITING_READ,
    }),
  ]);
  return {
    ...figures,
    failures: groupFailures(failed.items),
    hasMoreFailures: failed.nextCursor !== null,
    stuck: waiting.items.filter((run) => new Date(run.startAt) <= longAgo).slice(-STUCK_SHOWN),
  };
}
