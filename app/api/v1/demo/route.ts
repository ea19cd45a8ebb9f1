import { loadDemoLandscape } from "@/lib/server";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/demo", {
  POST: async ({ ctx }) => ({ status: 201, body: await loadDemoLandscape(ctx) }),
});
