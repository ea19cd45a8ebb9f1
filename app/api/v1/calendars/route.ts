import { listCalendars } from "@/lib/queries/gates/list-calendars";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/calendars", {
  GET: async ({ ctx, query }) => ({ body: await listCalendars(ctx, query) }),
});
