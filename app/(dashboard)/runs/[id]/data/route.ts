import { dataResponse } from "../../../_lib/data-response";
import { readRunData } from "../../run-data";

/** A run with its transitions and its log, for the open page and the inspector. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  return dataResponse(request, (ctx) => readRunData(ctx, id));
}
