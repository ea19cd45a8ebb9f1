import { getView } from "@/lib/queries/views/list-views";
import { deleteView } from "@/lib/services/views/delete-view";
import { updateView } from "@/lib/services/views/update-view";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/views/{id}", {
  GET: async ({ ctx, path }) => ({ body: await getView(ctx, path.id ?? "") }),
  PATCH: async ({ ctx, path: { id = "" }, body }) => {
    await updateView(ctx, id, body);
    return { body: await getView(ctx, id) };
  },
  DELETE: async ({ ctx, path }) => {
    await deleteView(ctx, path.id ?? "");
    return { status: 204 };
  },
});
