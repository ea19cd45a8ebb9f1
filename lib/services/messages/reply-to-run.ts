import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { findLatestQuestion } from "@/lib/store/operate-messages";
import { replyToMessage } from "./reply-to-message";

/**
 * Answers what a run asks: its own open message, or that of a step of it (run-states-and-chains 4.8). Throws `conflict`
 * with the state of a run that asks nothing, and with the name of who answered first. A run that has ended and asks
 * whether to be started again is answered like one in Console.
 */
export async function replyToRun(
  ctx: Context,
  { runId, reply }: { runId: string; reply: string | undefined },
): Promise<void> {
  const objectId = isId(runId) ? runId : null;
  const attempt = { action: "MessageReply", objectType: "run", objectId };
  await requirePermission(ctx, "runs.operate", attempt);
  const found = objectId && (await findLatestQuestion(ctx.db.pool, ctx.scope, objectId));
  if (!found) throw new AppError("not_found", `There is no run ${runId.slice(0, 64)}.`);
  const { state, message } = found;
  if (message === null) {
    throw new AppError("conflict", `It is ${state}: it asks nothing.`, { details: { state } });
  }
  if (message.repliedBy !== null) {
    const answered = `It is ${state}: its message was answered already by ${message.repliedBy}.`;
    throw new AppError("conflict", answered, { details: { state } });
  }
  if (reply === undefined) throw new AppError("invalid", "'reply' is required", { field: "reply" });
  await replyToMessage(ctx, { id: message.id, reply });
}
