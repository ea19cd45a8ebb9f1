import { listDeliveries } from "@/lib/queries/alerts/deliveries";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/alerts/deliveries", {
  GET: async ({ ctx, query }) => ({ body: await listDeliveries(ctx, query) }),
});
