import { readLogWindow } from "@/lib/queries/runs/read-log-window";
import { dataResponse } from "../../../../_lib/data-response";
import { parseWindowRequest } from "../window-request";

/** A stretch of the log of a run, for the open log. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  const wanted = parseWindowRequest(new URL(request.url).searchParams);
  return dataResponse(request, (ctx) => readLogWindow(ctx, id, wanted));
}
