import { setImmediate as nextTurn } from "node:timers/promises";
import { listedRunResource, runResource } from "@/lib/domain/native-api/run-resource";
import { countListedRuns } from "@/lib/queries/runs/count-listed-runs";
import { getRun } from "@/lib/queries/runs/get-run";
import { listRuns } from "@/lib/queries/runs/list-runs";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs", {
  GET: async ({ ctx, query: { count, ...query } }) => {
    const { items, ...cursors } = await listRuns(ctx, query);
    const total = count === undefined ? {} : { count: await countListedRuns(ctx, query) };
    return { body: { items: items.map(listedRunResource), ...cursors, ...total } };
  },
  POST: async ({ ctx, body }) => {
    const [id = ""] = await submitRuns(ctx, [body]);
    // The run starts before the answer is put together.
    await nextTurn();
    const run = runResource(await getRun(ctx, id));
    return { status: 201, body: run, headers: { location: `/api/v1/runs/${id}` } };
  },
});
