import { readDelays } from "@/lib/queries/reports/read-delays";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/reports/delays", {
  GET: async ({ ctx, query }) => {
    const { previousCursor: prevCursor, ...page } = await readDelays(ctx, query);
    return { body: { ...page, prevCursor } };
  },
});
