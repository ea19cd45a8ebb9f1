import { listWindows } from "@/lib/queries/gates/list-windows";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/windows", {
  GET: async ({ ctx, query }) => ({ body: await listWindows(ctx, query) }),
});
