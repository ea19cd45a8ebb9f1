import { readChainLog } from "@/lib/queries/runs/read-chain-log";
import { dataResponse } from "../../../../_lib/data-response";

/** The logs of a chain or step and of everything below it as one, for the open log. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  return dataResponse(request, (ctx) => readChainLog(ctx, id));
}
