import { listServers } from "@/lib/queries/servers/list-servers";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/servers", {
  GET: async ({ ctx }) => ({ body: { items: await listServers(ctx), nextCursor: null } }),
});
