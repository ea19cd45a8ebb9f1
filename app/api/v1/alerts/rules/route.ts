import { listAlertRules } from "@/lib/queries/alerts/rules";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/alerts/rules", {
  GET: async ({ ctx, query }) => ({ body: await listAlertRules(ctx, query) }),
});
