import { createSchedulesOfMany } from "@/lib/services/schedules/create-schedules-of-many";
import { apiRoutes } from "../../_http/api-routes";
import { inOwnTenant } from "../../_http/own-tenant";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/schedules/bulk", {
  POST: async ({ ctx, body }) => ({
    status: 201,
    body: { ids: await createSchedulesOfMany(inOwnTenant(ctx), body.schedules) },
  }),
});
