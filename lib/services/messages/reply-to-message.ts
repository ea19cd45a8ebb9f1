import { z } from "zod";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { replySchema } from "@/lib/domain/native-api/message-resource";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import {
  askForConduct,
  findMessage,
  type MessageRow,
  replyToOpenMessage,
} from "@/lib/store/message-store";
import type { Queryable } from "@/lib/store/queryable";

const inputSchema = z.strictObject({ reply: replySchema });

/**
 * Answers an operator message (run-states-and-chains 4.8): an empty reply, and one that is not among those allowed, is
 * refused; so is a second one. The run that asks is looked at by the conductor, which does what the reply says.
 */
export async function replyToMessage(
  ctx: Context,
  { id, reply: given }: { id: string; reply: string },
): Promise<void> {
  const attempt = { action: "MessageReply", objectType: "message", objectId: isId(id) ? id : null };
  await requirePermission(ctx, "runs.operate", attempt);
  const { reply } = parseInput(inputSchema, { reply: given });
  const details = { reply };
  const message = await auditedChange(ctx, { ...attempt, details }, async (tx) => {
    const found = await requireMessage(tx, ctx, id);
    refuseUnlessAllowed(found, reply);
    const stored = await replyToOpenMessage(tx, found.id, {
      reply,
      by: ctx.actor.name,
      now: ctx.now,
    });
    if (!stored) throw notOpen(await requireMessage(tx, ctx, id));
    await askForConduct(tx, found);
    return found;
  });
  ctx.changed([{ tenantId: message.tenantId, runId: message.runId }]);
  ctx.hint("chains");
}

async function requireMessage(tx: Queryable, ctx: Context, id: string): Promise<MessageRow> {
  const message = isId(id) ? await findMessage(tx, ctx.scope, id) : null;
  if (message !== null) return message;
  throw new AppError("not_found", `There is no message ${id.slice(0, 64)}.`);
}

function refuseUnlessAllowed(message: MessageRow, reply: string): void {
  if (message.state !== "open") throw notOpen(message);
  if (message.replies.length === 0 || message.replies.includes(reply)) return;
  throw new AppError("invalid", `'reply' must be one of: ${message.replies.join(", ")}`, {
    field: "reply",
    details: { replies: message.replies },
  });
}

function notOpen({ state, repliedBy }: MessageRow): AppError {
  const why =
    state === "replied"
      ? `The message was answered already by ${repliedBy}.`
      : "The message was withdrawn, because its run no longer waits for a reply.";
  return new AppError("conflict", why, { details: { state } });
}
