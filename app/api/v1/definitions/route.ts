import { definitionResource } from "@/lib/domain/native-api/definition-resource";
import { listDefinitions } from "@/lib/queries/definitions/list-definitions";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/definitions", {
  GET: async ({ ctx, query }) => {
    const { items, nextCursor } = await listDefinitions(ctx, query);
    return { body: { items: items.map(definitionResource), nextCursor } };
  },
});
