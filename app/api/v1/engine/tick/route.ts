import { tickEngine } from "@/lib/server";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/engine/tick", {
  POST: async ({ ctx }) => ({ body: await tickEngine(ctx) }),
});
