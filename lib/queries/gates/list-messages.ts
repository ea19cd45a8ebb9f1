import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { GatePage } from "@/lib/domain/native-api/gate-resources";
import type { MessageListQuery, MessageView } from "@/lib/domain/native-api/message-resource";
import { DEFAULT_PAGE } from "@/lib/domain/run/run-query";
import { isoOrNull } from "@/lib/queries/runs/run-item-from";
import { authorise, type Context } from "@/lib/services/context";
import { type MessageRow, selectMessages } from "@/lib/store/message-store";
import { tenantIdsOf } from "@/lib/store/run-reads";

/** Operator messages of the tenants the caller sees, newest first. */
export async function listMessages(
  ctx: Context,
  { state, run, cursor, limit = DEFAULT_PAGE }: MessageListQuery = {},
): Promise<GatePage<MessageView>> {
  authorise(ctx, "jobs.read");
  if (cursor !== undefined && !isId(cursor)) {
    throw new AppError("invalid", "'cursor' must be the nextCursor of a page", { field: "cursor" });
  }
  const rows = await selectMessages(ctx.db.pool, {
    tenantIds: await tenantIdsOf(ctx.db.pool, ctx.scope),
    state,
    runId: run,
    before: cursor,
    limit: limit + 1,
  });
  const items = rows.slice(0, limit).map(messageView);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A message as it is shown. */
export function messageView(row: MessageRow): MessageView {
  return {
    id: row.id,
    run: row.runId,
    definition: row.definition,
    jobName: row.jobName,
    jobCount: row.jobCount,
    text: row.text,
    replies: row.replies,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    reply: row.reply,
    repliedBy: row.repliedBy,
    repliedAt: isoOrNull(row.repliedAt),
  };
}
