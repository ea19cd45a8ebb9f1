import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import type { ServerItem } from "@/lib/domain/run/overview";
import { toDate } from "../_lib/run-view";
import { ServerSlots } from "./server-slots";
import { ServerState } from "./server-state";

/** The process servers that take runs, with their slots. */
export function ServersCard({ servers }: { servers: readonly ServerItem[] }) {
  const live = servers.filter((server) => server.stoppedAt === null);
  return (
    <Card
      flush
      title="Process servers"
      actions={
        <Link href="/servers" className="text-xs text-accent-text underline underline-offset-2">
          All servers
        </Link>
      }
    >
      {live.length === 0 ? (
        <p className="px-3 py-4 text-sm text-ink-muted">
          No process server is running: runs wait until one starts.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {live.map((server) => (
            <li
              key={server.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm"
            >
              <span className="min-w-0 flex-1 truncate font-medium" title={server.name}>
                {server.name}
              </span>
              <ServerState state={server.state} />
              <span className="flex basis-full items-center justify-between gap-3">
                <ServerSlots server={server} />
                <span className="text-xs text-ink-muted">
                  heartbeat <InstantText at={toDate(server.heartbeatAt)} form="relative" />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
