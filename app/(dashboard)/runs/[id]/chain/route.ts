import { getChainRuns } from "@/lib/queries/runs/get-chain-runs";
import { dataResponse } from "../../../_lib/data-response";

/** A chain or step with the runs below it, for the open page. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  return dataResponse(request, (ctx) => getChainRuns(ctx, id));
}
