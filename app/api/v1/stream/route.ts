import { apiRoutes } from "../_http/api-routes";
import { changeStream } from "../_http/change-stream";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/stream", {
  GET: async ({ ctx, request }) => changeStream(ctx, request),
});
