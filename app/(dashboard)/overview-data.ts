import type { QueueView } from "@/lib/domain/native-api/queue-resource";
import type { Overview } from "@/lib/domain/run/overview";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { countOpenMessages } from "@/lib/queries/gates/count-open-messages";
import { listQueues } from "@/lib/queries/gates/list-queues";
import { listRuns } from "@/lib/queries/runs/list-runs";
import { overview } from "@/lib/queries/runs/overview";
import { unsettledFailures } from "@/lib/queries/runs/unsettled-failures";
import type { Context } from "@/lib/services/context";
import { type FailureGroup, groupFailures } from "./failure-groups";

/** The overview with what its attention list adds. */
export interface OverviewData extends Overview {
  /** Runs that ask something, the newest first. */
  asking: RunListItem[];
  /** Operator messages that wait for a reply. */
  openMessages: number;
  /** Failed runs of the last 24 hours that were not started again, by definition and state, the latest first. */
  failures: FailureGroup[];
  /** There were more failures than were read, so the numbers in the groups are lower bounds. */
  hasMoreFailures: boolean;
  /** Failed runs of the last 24 hours that were started again since. */
  restarted: number;
  /** Runs that missed their time, whose time never comes, or that were left half edited. */
  blocked: RunListItem[];
  /** Runs that are due and have been waiting for long. */
  stuck: RunListItem[];
  /** Queues that hold something back or have runs; of the caller's own tenant. */
  queues: QueueView[];
}

/** A run that waits this long past its start is worth a look. */
const LONG_WAIT_MS = 5 * 60_000;
const WAITING_READ = 100;
const STUCK_SHOWN = 5;
const SHOWN = 10;
const QUEUES_READ = 100;
const QUEUES_SHOWN = 6;

/** What the first page shows: figures from live rows and the rollup, and short lists; nothing scans the history. */
export async function readOverview(ctx: Context): Promise<OverviewData> {
  const longAgo = new Date(ctx.now.getTime() - LONG_WAIT_MS);
  const withoutSteps = { members: "without-steps" } as const;
  const [figures, failed, asking, openMessages, blocked, waiting, queues] = await Promise.all([
    overview(ctx),
    unsettledFailures(ctx),
    listRuns(ctx, { state: ["Console"], limit: SHOWN }, withoutSteps),
    countOpenMessages(ctx),
    listRuns(ctx, { state: ["Overdue", "Never", "Modified"], limit: SHOWN }, withoutSteps),
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
    listQueues(ctx, { limit: QUEUES_READ }),
  ]);
  return {
    ...figures,
    asking: asking.items,
    openMessages,
    failures: groupFailures(failed.items),
    hasMoreFailures: failed.hasMore,
    restarted: failed.restarted,
    blocked: blocked.items,
    stuck: waiting.items.filter((run) => new Date(run.startAt) <= longAgo).slice(-STUCK_SHOWN),
    queues: busiestQueues(queues.items),
  };
}

/** Queues that are closed or have runs, closed ones and those with the longest line first. */
function busiestQueues(queues: readonly QueueView[]): QueueView[] {
  return queues
    .filter(({ closed, running, waiting }) => closed || running + waiting > 0)
    .sort(
      (a, b) =>
        Number(b.closed) - Number(a.closed) || b.waiting - a.waiting || b.running - a.running,
    )
    .slice(0, QUEUES_SHOWN);
}
