import { listAlerts } from "@/lib/queries/alerts/raised";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/alerts/open", {
  GET: async ({ ctx, query }) => ({ body: await listAlerts(ctx, query) }),
});
