import { getBulkAction } from "@/lib/queries/runs/bulk-actions";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/bulk-actions/{id}", {
  GET: async ({ ctx, path }) => ({ body: await getBulkAction(ctx, path.id ?? "") }),
});
