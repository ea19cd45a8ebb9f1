import { readDurations } from "@/lib/queries/reports/read-durations";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/reports/durations", {
  GET: async ({ ctx, query }) => {
    const { previousCursor: prevCursor, ...page } = await readDurations(ctx, query);
    return { body: { ...page, prevCursor } };
  },
});
