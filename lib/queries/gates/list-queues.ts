import type { GateListQuery, GatePage } from "@/lib/domain/native-api/gate-resources";
import type { QueueView } from "@/lib/domain/native-api/queue-resource";
import { authorise, type Context } from "@/lib/services/context";
import { selectQueues } from "@/lib/store/queue-store";
import { namedPage } from "./named-page";
import { queueViews } from "./queue-view";

/** Queues of the caller's tenant by name, those built in among them, with how many runs they have. */
export async function listQueues(
  ctx: Context,
  query: GateListQuery = {},
): Promise<GatePage<QueueView>> {
  authorise(ctx, "jobs.read");
  const { pool } = ctx.db;
  const page = await namedPage(ctx, query, (rows) => selectQueues(pool, rows));
  return { ...page, items: await queueViews(pool, ctx.scope.tenantId, page.items) };
}
