import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { QueueView } from "@/lib/domain/native-api/queue-resource";
import { formatNumber } from "@/lib/format/format-number";
import { gateHref } from "../gates/gate-address";
import { QueueBadge } from "../gates/queues/_components/queue-state";
import { monitorHref } from "../monitor/search-params";

/** The queues that are closed or have runs, with how many run and wait in each. */
export function QueuesCard({ queues }: { queues: readonly QueueView[] }) {
  return (
    <Card
      flush
      title="Queues"
      actions={
        <Link
          href="/gates/queues"
          className="text-xs text-accent-text underline underline-offset-2"
        >
          All queues
        </Link>
      }
    >
      {queues.length === 0 ? (
        <p className="px-3 py-4 text-sm text-ink-muted">
          Every queue is open, and no run is in any of them.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {queues.map((queue) => (
            <li key={queue.name} className="flex items-center gap-3 px-3 py-1.5 text-sm">
              <Link
                href={gateHref("queues", queue.name)}
                className="min-w-0 flex-1 truncate font-medium hover:underline"
              >
                {queue.name}
              </Link>
              <QueueBadge queue={queue} />
              <QueueFigure queue={queue} group="running" count={queue.running} />
              <QueueFigure queue={queue} group="waiting" count={queue.waiting} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

type QueueFigureProps = { queue: QueueView; group: "running" | "waiting"; count: number };

function QueueFigure({ queue, group, count }: QueueFigureProps) {
  const limit = group === "running" && queue.size !== null ? ` of ${formatNumber(queue.size)}` : "";
  return (
    <Link
      href={monitorHref({ queue: queue.name, state: [group] })}
      className="text-xs whitespace-nowrap text-ink-muted tabular-nums hover:underline"
    >
      {formatNumber(count)}
      {limit} {group}
    </Link>
  );
}
