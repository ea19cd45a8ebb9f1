import { requestContext } from "@/lib/server";
import type { Context } from "@/lib/services/context";
import { AppError } from "@/lib/domain/errors";
import { listRuns } from "@/lib/queries/runs/list-runs";
import { dataResponse } from "../../_lib/data-response";
import { CSV_HEAD, runsCsv } from "../runs-csv";
import { runQueryOf } from "../run-query-of";
import { type MonitorSelection, parseMonitorSelection } from "../search-params";

const MAX_ROWS = 100_000;
const BATCH = 500;

/** The runs of the selection as CSV, newest first, written while they are read; at most a hundred thousand. */
export async function GET(request: Request): Promise<Response> {
  const selection = parseMonitorSelection(new URL(request.url).searchParams);
  const ctx = await requestContext(request).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  // A caller who may not is told so in the usual way, before anything is written.
  if (ctx === null) return dataResponse(request, async () => null);
  const stamp = ctx.now.toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-");
  return new Response(csvStream(ctx, selection), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="runs-${stamp}.csv"`,
      "cache-control": "no-store",
    },
  });
}

function csvStream(ctx: Context, selection: MonitorSelection): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const query = runQueryOf({ ...selection, cursor: "" }, ctx.now);
  let cursor: string | null | undefined;
  let written = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(CSV_HEAD)),
    async pull(controller) {
      const page = await listRuns(ctx, { ...query, limit: BATCH, ...(cursor ? { cursor } : {}) });
      written += page.items.length;
      cursor = page.nextCursor;
      if (page.items.length > 0) controller.enqueue(encoder.encode(runsCsv(page.items)));
      if (cursor === null || written >= MAX_ROWS) controller.close();
    },
  });
}
