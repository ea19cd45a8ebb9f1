import { dataResponse } from "../../_lib/data-response";
import { readLeftRows } from "../monitor-page";

/** The runs that are on a page they do not belong to any more, as they are now. */
export async function GET(request: Request): Promise<Response> {
  const runs = new URL(request.url).searchParams.get("runs") ?? "";
  return dataResponse(request, (ctx) => readLeftRows(ctx, runs.split(",")));
}
