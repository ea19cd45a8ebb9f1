import { exportRunLogs } from "@/lib/queries/runs/export-run-logs";
import { apiRoutes } from "../../../_http/api-routes";
import { logResponse } from "../../../_http/log-response";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/definitions/{name}/log",
  {
    GET: async ({ ctx, path, query }) =>
      logResponse(await exportRunLogs(ctx, { definition: path.name ?? "" }, query.format), query),
  },
);
