import { exportRuns } from "@/lib/queries/runs/export-runs";
import { dataResponse } from "../../_lib/data-response";
import { membersOf } from "../monitor-page";
import { runQueryOf } from "../run-query-of";
import { parseMonitorSelection } from "../search-params";

/** All runs of the selection as CSV, in its order, written while they are read. */
export async function GET(request: Request): Promise<Response> {
  const selection = parseMonitorSelection(new URL(request.url).searchParams);
  return dataResponse(request, async (ctx) => {
    const { limit: _limit, cursor: _cursor, ...filters } = runQueryOf(selection);
    const { fileName, pieces } = await exportRuns(ctx, filters, membersOf(selection));
    return new Response(streamOf(pieces), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  });
}

function streamOf(pieces: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await pieces.return();
    },
  });
}
