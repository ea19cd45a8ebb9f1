import { exportSelectedLogs } from "@/lib/queries/reports/export-selected-logs";
import { apiRoutes } from "../../_http/api-routes";
import { fileResponse } from "../../_http/file-response";

const MEDIA_TYPE = {
  zip: "application/zip",
  ndjson: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/logs", {
  GET: async ({ ctx, query: { format, ...wish } }) => {
    const { subject, pieces } = await exportSelectedLogs(ctx, wish, format);
    const fileName = `run-logs_${subject}.${format}`;
    return fileResponse({ pieces, mediaType: MEDIA_TYPE[format], fileName });
  },
});
