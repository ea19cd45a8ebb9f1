import { listLocks } from "@/lib/queries/gates/list-locks";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/locks", {
  GET: async ({ ctx, query }) => ({ body: await listLocks(ctx, query) }),
});
