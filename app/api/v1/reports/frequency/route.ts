import { readFrequency } from "@/lib/queries/reports/read-frequency";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/reports/frequency", {
  GET: async ({ ctx, query }) => {
    const { previousCursor: prevCursor, top: _top, ...page } = await readFrequency(ctx, query);
    return { body: { ...page, prevCursor } };
  },
});
