import { exportRuns } from "@/lib/queries/runs/export-runs";
import { apiRoutes } from "../../_http/api-routes";
import { fileResponse } from "../../_http/file-response";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/export", {
  GET: async ({ ctx, query }) => {
    const { fileName, pieces } = await exportRuns(ctx, query);
    return fileResponse({ pieces, fileName, mediaType: "text/csv; charset=utf-8" });
  },
});
