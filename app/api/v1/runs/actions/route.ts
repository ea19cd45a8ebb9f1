import { operateRuns } from "@/lib/services/runs/operate-runs";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/actions", {
  POST: async ({ ctx, body }) => ({ body: await operateRuns(ctx, body) }),
});
