import Link from "next/link";
import { DurationText } from "@/components/runs/duration-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { Card } from "@/components/ui/card";
import { statesOfGroup } from "@/lib/domain/run/selection-states";
import { formatCount } from "@/lib/format/format-number";
import { runLabel, toDate } from "../_lib/run-view";
import { monitorHref } from "../monitor/search-params";
import type { OverviewData } from "../overview-data";

/** The runs that are running, with their time so far. */
export function RunningNow({ data }: { data: OverviewData }) {
  const total = statesOfGroup("running").reduce((sum, state) => sum + (data.live[state] ?? 0), 0);
  return (
    <Card
      flush
      title="Running now"
      actions={
        total > data.running.length && (
          <Link
            href={monitorHref({ state: ["running"] })}
            className="text-xs text-accent-text underline underline-offset-2"
          >
            All {formatCount(total, "run")}
          </Link>
        )
      }
    >
      {data.running.length === 0 ? (
        <p className="px-3 py-4 text-sm text-ink-muted">No run is running at the moment.</p>
      ) : (
        <ul className="divide-y divide-line">
          {data.running.map((run) => {
            const startedAt = toDate(run.startedAt);
            return (
              <li
                key={run.id}
                className="grid grid-cols-[6.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 px-3 py-1.5 text-sm hover:bg-hover"
              >
                <RunStateBadge state={run.state} size="sm" />
                <div className="min-w-0">
                  <Link href={`/runs/${run.id}`} className="font-medium hover:underline">
                    {runLabel(run)}
                  </Link>
                  <div className="truncate text-xs text-ink-muted" title={run.explanation}>
                    {run.explanation}
                  </div>
                </div>
                {startedAt && (
                  <DurationText
                    from={startedAt}
                    until={toDate(run.endedAt)}
                    className="font-mono text-xs"
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
