import { createHash } from "node:crypto";
import { REPORT_SCRIPT, REPORT_STYLE } from "@/lib/domain/report/run-log-report-style";
import { selectionFileName } from "@/lib/domain/report/run-log-selection";
import { runLogReport } from "@/lib/queries/reports/run-log-report";
import { type ReportFormat, reportText } from "@/lib/queries/reports/run-log-report-text";
import { apiRoutes } from "../../_http/api-routes";
import { fileResponse } from "../../_http/file-response";

const MEDIA_TYPE: Record<ReportFormat, string> = {
  html: "text/html; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
};

/** Nothing but the report's own style and its one script may have an effect in it, whatever stands in a log. */
const HTML_HEADERS = {
  "content-security-policy": `default-src 'none'; style-src '${hashOf(REPORT_STYLE)}'; script-src '${hashOf(REPORT_SCRIPT)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/reports/run-log", {
  GET: async ({ ctx, query: { format, messages, download, ...wish } }) => {
    const report = await runLogReport(ctx, wish, { messages });
    const fileName = `run-log-report_${selectionFileName(report.head.selection)}.${format}`;
    return fileResponse({
      pieces: reportText(report, format),
      mediaType: MEDIA_TYPE[format],
      fileName: download === "1" ? fileName : null,
      headers: format === "html" ? HTML_HEADERS : {},
    });
  },
});

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
