import type { ServerItem } from "@/lib/domain/run/overview";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { listRuns } from "@/lib/queries/runs/list-runs";
import { listServers } from "@/lib/queries/servers/list-servers";
import type { Context } from "@/lib/services/context";

/** A process server with the runs it holds, as far as they are the caller's. */
export interface ServerWithRuns extends ServerItem {
  holds: RunListItem[];
}

const MAX_RUNS = 500;

/** The servers, and the runs that go on without one. */
export async function readServers(
  ctx: Context,
): Promise<{ servers: ServerWithRuns[]; unheld: RunListItem[] }> {
  const [servers, page] = await Promise.all([
    listServers(ctx),
    listRuns(ctx, {
      state: ["Dispatched", "Assigned", "Running", "Waiting", "Console", "Killing"],
      limit: MAX_RUNS,
    }),
  ]);
  const held = page.items.filter((run) => !isWithEndpoint(run));
  return {
    servers: servers.map((server) => ({
      ...server,
      // A name comes again after a restart: what is held belongs to the one that lives.
      holds: server.stoppedAt === null ? held.filter((run) => run.server === server.name) : [],
    })),
    unheld: page.items.filter(isWithEndpoint),
  };
}

/** The endpoint has taken the work over, or may have: no server waits on a connection for it. */
function isWithEndpoint(run: RunListItem): boolean {
  return run.detail === "ACK_RECVD" || run.detail === "ACK_NOT_RECVD";
}
