import { runResource } from "@/lib/domain/native-api/run-resource";
import { getRun } from "@/lib/queries/runs/get-run";
import { deleteRun } from "@/lib/services/runs/delete-runs";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/{id}", {
  GET: async ({ ctx, path }) => ({ body: runResource(await getRun(ctx, path.id ?? "")) }),
  DELETE: async ({ ctx, path }) => {
    await deleteRun(ctx, path.id ?? "");
    return { status: 204 };
  },
});
