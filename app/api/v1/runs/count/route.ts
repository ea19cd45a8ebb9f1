import { countRuns } from "@/lib/queries/runs/count-runs";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/count", {
  GET: async ({ ctx, query }) => ({ body: await countRuns(ctx, query) }),
});
