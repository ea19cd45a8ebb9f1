import { getLock } from "@/lib/queries/gates/get-lock";
import { deleteLock } from "@/lib/services/locks/delete-lock";
import { putLock } from "@/lib/services/locks/put-lock";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/locks/{name}", {
  GET: async ({ ctx, path: { name = "" } }) => ({ body: await getLock(ctx, name) }),
  PUT: async ({ ctx, path: { name = "" }, body }) => {
    const { created } = await putLock(ctx, { name, input: body });
    return { status: created ? 201 : 200, body: await getLock(ctx, name) };
  },
  DELETE: async ({ ctx, path: { name = "" } }) => {
    await deleteLock(ctx, { name });
    return { status: 204 };
  },
});
