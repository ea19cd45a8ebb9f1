import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { DeliveryListQuery, DeliveryView } from "@/lib/domain/native-api/alert-resource";
import type { GatePage } from "@/lib/domain/native-api/gate-resources";
import { DEFAULT_PAGE } from "@/lib/domain/run/run-query";
import { isoOrNull } from "@/lib/queries/runs/run-item-from";
import { authorise, type Context } from "@/lib/services/context";
import { type DeliveryRow, findDelivery, selectDeliveries } from "@/lib/store/alert-deliveries";
import { tenantIdsOf } from "@/lib/store/run-reads";

/** Messages of the tenants the caller sees, newest first. */
export async function listDeliveries(
  ctx: Context,
  { state, channel, alert, cursor, limit = DEFAULT_PAGE }: DeliveryListQuery = {},
): Promise<GatePage<DeliveryView>> {
  authorise(ctx, "jobs.read");
  if (cursor !== undefined && !isId(cursor)) {
    throw new AppError("invalid", "'cursor' must be the nextCursor of a page", { field: "cursor" });
  }
  const rows = await selectDeliveries(ctx.db.pool, {
    tenantIds: await tenantIdsOf(ctx.db.pool, ctx.scope),
    ...{ state, channel, alertId: alert, before: cursor, limit: limit + 1 },
  });
  const items = rows.slice(0, limit).map(deliveryView);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One message of the tenants the caller sees. */
export async function getDelivery(ctx: Context, id: string): Promise<DeliveryView> {
  authorise(ctx, "jobs.read");
  const row = isId(id) ? await findDelivery(ctx.db.pool, ctx.scope, id) : null;
  if (row === null) throw new AppError("not_found", `There is no message ${id.slice(0, 64)}.`);
  return deliveryView(row);
}

function deliveryView(row: DeliveryRow): DeliveryView {
  return {
    id: row.id,
    alert: row.alertId,
    channel: row.channelName,
    event: row.event,
    message: row.message.message,
    run: row.message.run?.id ?? null,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: isoOrNull(row.nextAttemptAt),
    statusCode: row.statusCode,
    answer: row.answer,
    createdAt: row.createdAt.toISOString(),
    finishedAt: isoOrNull(row.finishedAt),
  };
}
