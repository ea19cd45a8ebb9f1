import { getBulkAction } from "@/lib/queries/runs/bulk-actions";
import { dataResponse } from "../../_lib/data-response";

/** How far an action on all runs of a list has come. */
export async function GET(request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get("id") ?? "";
  return dataResponse(request, (ctx) => getBulkAction(ctx, id));
}
