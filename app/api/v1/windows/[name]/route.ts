import { getWindow } from "@/lib/queries/gates/get-window";
import { deleteWindow } from "@/lib/services/windows/delete-window";
import { putWindow } from "@/lib/services/windows/put-window";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/windows/{name}", {
  GET: async ({ ctx, path: { name = "" }, query }) => ({ body: await getWindow(ctx, name, query) }),
  PUT: async ({ ctx, path: { name = "" }, body }) => {
    const { created } = await putWindow(ctx, { name, input: body });
    return { status: created ? 201 : 200, body: await getWindow(ctx, name) };
  },
  DELETE: async ({ ctx, path: { name = "" } }) => {
    await deleteWindow(ctx, { name });
    return { status: 204 };
  },
});
