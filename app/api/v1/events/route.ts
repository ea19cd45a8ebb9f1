import { listEvents } from "@/lib/queries/gates/list-events";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/events", {
  GET: async ({ ctx, query }) => ({ body: await listEvents(ctx, query) }),
});
