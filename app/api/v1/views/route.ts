import { getView, savedViews } from "@/lib/queries/views/list-views";
import { createView } from "@/lib/services/views/create-view";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/views", {
  GET: async ({ ctx, query }) => ({
    body: { items: await savedViews(ctx, query), nextCursor: null },
  }),
  POST: async ({ ctx, body }) => {
    const id = await createView(ctx, body);
    const headers = { location: `/api/v1/views/${id}` };
    return { status: 201, body: await getView(ctx, id), headers };
  },
});
