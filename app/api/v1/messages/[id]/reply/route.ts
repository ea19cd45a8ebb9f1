import { getMessage } from "@/lib/queries/gates/get-message";
import { replyToMessage } from "@/lib/services/messages/reply-to-message";
import { apiRoutes } from "../../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/messages/{id}/reply", {
  POST: async ({ ctx, path: { id = "" }, body }) => {
    await replyToMessage(ctx, { id, reply: body.reply });
    return { body: await getMessage(ctx, id) };
  },
});
