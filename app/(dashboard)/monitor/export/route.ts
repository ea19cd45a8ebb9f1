import { listRuns, type RunPage } from "@/lib/queries/runs/list-runs";
import type { Context } from "@/lib/services/context";
import { dataResponse } from "../../_lib/data-response";
import { membersOf } from "../monitor-page";
import { runQueryOf } from "../run-query-of";
import { CSV_HEAD, runsCsv } from "../runs-csv";
import { type MonitorSelection, parseMonitorSelection } from "../search-params";

const MAX_ROWS = 100_000;
const BATCH = 500;

/** The runs of the selection as CSV, newest first, written while they are read; at most a hundred thousand. */
export async function GET(request: Request): Promise<Response> {
  const selection = parseMonitorSelection(new URL(request.url).searchParams);
  return dataResponse(request, async (ctx) => {
    const read = readerOf(ctx, selection);
    // The first rows are read before the answer begins: what is refused is refused with a status.
    const first = await read(null);
    const stamp = ctx.now.toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-");
    return new Response(csvStream(first, read), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="runs-${stamp}.csv"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  });
}

type Reader = (cursor: string | null) => Promise<RunPage>;

function readerOf(ctx: Context, selection: MonitorSelection): Reader {
  const query = runQueryOf({ ...selection, cursor: "" }, ctx.now);
  return (cursor) =>
    listRuns(
      ctx,
      { ...query, limit: BATCH, ...(cursor === null ? {} : { cursor }) },
      membersOf(selection),
    );
}

function csvStream(first: RunPage, read: Reader): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let page: RunPage | null = first;
  let written = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(CSV_HEAD)),
    async pull(controller) {
      if (page === null) return controller.close();
      if (page.items.length > 0) controller.enqueue(encoder.encode(runsCsv(page.items)));
      written += page.items.length;
      const isEnd: boolean = page.nextCursor === null || written >= MAX_ROWS;
      page = isEnd ? null : await read(page.nextCursor);
      if (page === null) controller.close();
    },
  });
}
