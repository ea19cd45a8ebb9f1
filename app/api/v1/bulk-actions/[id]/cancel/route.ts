import { cancelBulkAction } from "@/lib/services/runs/bulk/cancel-bulk-action";
import { apiRoutes } from "../../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/bulk-actions/{id}/cancel",
  { POST: async ({ ctx, path }) => ({ body: await cancelBulkAction(ctx, path.id ?? "") }) },
);
