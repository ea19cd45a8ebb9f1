import { listAlertChannels } from "@/lib/queries/alerts/channels";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/alerts/channels", {
  GET: async ({ ctx, query }) => ({ body: await listAlertChannels(ctx, query) }),
});
