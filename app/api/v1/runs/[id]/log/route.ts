import { exportRunLog } from "@/lib/queries/runs/export-run-logs";
import { apiRoutes } from "../../../_http/api-routes";
import { logResponse } from "../../../_http/log-response";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/{id}/log", {
  GET: async ({ ctx, path, query }) =>
    logResponse(await exportRunLog(ctx, path.id ?? "", query.format), query),
});
