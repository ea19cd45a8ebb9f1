import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { MessageView } from "@/lib/domain/native-api/message-resource";
import { authorise, type Context } from "@/lib/services/context";
import { findMessage } from "@/lib/store/message-store";
import { messageView } from "./list-messages";

/** One operator message; throws `not_found` outside the scope. */
export async function getMessage(ctx: Context, id: string): Promise<MessageView> {
  authorise(ctx, "jobs.read");
  const message = isId(id) ? await findMessage(ctx.db.pool, ctx.scope, id) : null;
  if (message !== null) return messageView(message);
  throw new AppError("not_found", `There is no message ${id.slice(0, 64)}.`);
}
