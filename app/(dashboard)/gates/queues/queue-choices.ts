import { listGateNames } from "@/lib/queries/gates/list-gate-names";
import { listServers } from "@/lib/queries/servers/list-servers";
import type { Context } from "@/lib/services/context";

/** What the form of a queue offers: time windows, and process servers that live or have lived lately. */
export async function queueChoices(
  ctx: Context,
): Promise<{ windows: string[]; servers: string[] }> {
  const [windows, servers] = await Promise.all([listGateNames(ctx, "window"), listServers(ctx)]);
  return { windows, servers: [...new Set(servers.map(({ name }) => name))].sort() };
}
