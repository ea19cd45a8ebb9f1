import { listQueues } from "@/lib/queries/gates/list-queues";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/queues", {
  GET: async ({ ctx, query }) => ({ body: await listQueues(ctx, query) }),
});
