import { submitRuns } from "@/lib/services/runs/submit-runs";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/bulk", {
  POST: async ({ ctx, body }) => ({ status: 201, body: { ids: await submitRuns(ctx, body.runs) } }),
});
