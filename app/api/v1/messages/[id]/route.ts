import { getMessage } from "@/lib/queries/gates/get-message";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/messages/{id}", {
  GET: async ({ ctx, path: { id = "" } }) => ({ body: await getMessage(ctx, id) }),
});
