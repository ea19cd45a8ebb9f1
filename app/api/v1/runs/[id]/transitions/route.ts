import { listTransitions } from "@/lib/queries/runs/list-transitions";
import { apiRoutes } from "../../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/runs/{id}/transitions",
  {
    GET: async ({ ctx, path }) => ({
      body: { items: await listTransitions(ctx, path.id ?? ""), nextCursor: null },
    }),
  },
);
