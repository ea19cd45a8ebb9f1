import { dataResponse } from "../../_lib/data-response";
import { readMonitorChildren } from "../monitor-page";

/** The rows below an unfolded chain or step. */
export async function GET(request: Request): Promise<Response> {
  const run = new URL(request.url).searchParams.get("run") ?? "";
  return dataResponse(request, (ctx) => readMonitorChildren(ctx, run));
}
