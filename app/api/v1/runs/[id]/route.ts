import { runResource } from "@/lib/domain/native-api/run-resource";
import { getRun } from "@/lib/queries/runs/get-run";
import { deleteRun } from "@/lib/services/runs/delete-runs";
import { editRun } from "@/lib/services/runs/edit-run";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/{id}", {
  GET: async ({ ctx, path }) => ({ body: runResource(await getRun(ctx, path.id ?? "")) }),
  PATCH: async ({ ctx, path: { id = "" }, body }) => {
    await editRun(ctx, id, body);
    return { body: runResource(await getRun(ctx, id)) };
  },
  DELETE: async ({ ctx, path }) => {
    await deleteRun(ctx, path.id ?? "");
    return { status: 204 };
  },
});
