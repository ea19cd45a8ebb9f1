import { ALERT_STATES } from "@/lib/domain/alert/alert-event";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { AlertListQuery, AlertView } from "@/lib/domain/native-api/alert-resource";
import type { GatePage } from "@/lib/domain/native-api/gate-resources";
import { DEFAULT_PAGE } from "@/lib/domain/run/run-query";
import { isoOrNull } from "@/lib/queries/runs/run-item-from";
import { authorise, type Context } from "@/lib/services/context";
import { type AlertRow, findAlert, selectAlerts } from "@/lib/store/alert-store";
import { tenantIdsOf } from "@/lib/store/run-reads";

/** Raised alerts of the tenants the caller sees, the latest opened first; open and muted ones unless a state is asked for. */
export async function listAlerts(
  ctx: Context,
  { state, cursor, limit = DEFAULT_PAGE }: AlertListQuery = {},
): Promise<GatePage<AlertView>> {
  authorise(ctx, "jobs.read");
  if (cursor !== undefined && !isId(cursor)) {
    throw new AppError("invalid", "'cursor' must be the nextCursor of a page", { field: "cursor" });
  }
  const rows = await selectAlerts(ctx.db.pool, {
    tenantIds: await tenantIdsOf(ctx.db.pool, ctx.scope),
    states: state === undefined ? ["open", "muted"] : state === "all" ? ALERT_STATES : [state],
    before: cursor,
    limit: limit + 1,
  });
  const items = rows.slice(0, limit).map(alertView);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One alert of the tenants the caller sees. */
export async function getAlert(ctx: Context, id: string): Promise<AlertView> {
  authorise(ctx, "jobs.read");
  const row = isId(id) ? await findAlert(ctx.db.pool, ctx.scope, { id }) : null;
  if (row === null) throw new AppError("not_found", `There is no alert ${id.slice(0, 64)}.`);
  return alertView(row);
}

function alertView(row: AlertRow): AlertView {
  return {
    id: row.id,
    rule: row.ruleName,
    event: row.event,
    state: row.state,
    message: row.message,
    definition: row.definition,
    jobName: row.jobName,
    queue: row.queue,
    run: row.runId,
    jobCount: row.jobCount,
    count: row.count,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    notifiedAt: isoOrNull(row.notifiedAt),
    mutedUntil: isoOrNull(row.mutedUntil),
    mutedBy: row.mutedBy,
    acknowledgedAt: isoOrNull(row.acknowledgedAt),
    acknowledgedBy: row.acknowledgedBy,
    recoveredAt: isoOrNull(row.recoveredAt),
  };
}
