import { wakeBulkActions } from "@/lib/server";
import { startBulkAction } from "@/lib/services/runs/bulk/start-bulk-action";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/bulk-actions", {
  POST: async ({ ctx, body }) => {
    const { bulk, ...counted } = await startBulkAction(ctx, body);
    if (bulk === null) return { body: counted };
    await wakeBulkActions();
    return { status: 202, body: bulk, headers: { location: `/api/v1/bulk-actions/${bulk.id}` } };
  },
});
