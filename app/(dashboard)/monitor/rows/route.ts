import { isId } from "@/lib/domain/ids";
import { dataResponse } from "../../_lib/data-response";
import { readMonitorPage } from "../monitor-page";
import { parseMonitorSelection } from "../search-params";

/** The rows of the open monitor; `top` names the row the reader holds on to. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const top = params.get("top") ?? "";
  return dataResponse(request, (ctx) =>
    readMonitorPage(ctx, parseMonitorSelection(params), isId(top) ? top : null),
  );
}
