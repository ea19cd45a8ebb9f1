import {
  RUN_LOG_MEDIA_TYPE,
  type RunLogFormat,
  runLogFileName,
} from "@/lib/domain/run/run-log-format";
import type { LogExport } from "@/lib/queries/runs/export-run-logs";
import { fileResponse } from "./file-response";

interface LogRequest {
  format: RunLogFormat;
  download: "0" | "1";
}

/** A log as it goes out, piece by piece as fast as the caller reads; as a file when it is to be downloaded. */
export function logResponse(
  { subject, pieces }: LogExport,
  { format, download }: LogRequest,
): Response {
  return fileResponse({
    pieces,
    mediaType: RUN_LOG_MEDIA_TYPE[format],
    fileName: download === "1" ? runLogFileName(subject, format) : null,
  });
}
