import {
  RUN_LOG_MEDIA_TYPE,
  type RunLogFormat,
  runLogFileName,
} from "@/lib/domain/run/run-log-format";
import type { LogExport } from "@/lib/queries/runs/export-run-logs";

interface LogRequest {
  format: RunLogFormat;
  download: "0" | "1";
}

/** A log as it goes out, piece by piece as fast as the caller reads; as a file when it is to be downloaded. */
export function logResponse(
  { subject, pieces }: LogExport,
  { format, download }: LogRequest,
): Response {
  const headers = new Headers({
    "content-type": RUN_LOG_MEDIA_TYPE[format],
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if (download === "1") {
    headers.set("content-disposition", `attachment; filename="${runLogFileName(subject, format)}"`);
  }
  return new Response(streamOf(pieces), { headers });
}

function streamOf(pieces: LogExport["pieces"]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}
