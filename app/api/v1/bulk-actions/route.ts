import { latestBulkActions } from "@/lib/queries/runs/bulk-actions";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/bulk-actions", {
  GET: async ({ ctx }) => ({ body: { items: await latestBulkActions(ctx), nextCursor: null } }),
});
