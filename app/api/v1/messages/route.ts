import { listMessages } from "@/lib/queries/gates/list-messages";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/messages", {
  GET: async ({ ctx, query }) => ({ body: await listMessages(ctx, query) }),
});
