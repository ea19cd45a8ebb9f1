import { getQueue } from "@/lib/queries/gates/get-queue";
import { deleteQueue } from "@/lib/services/queues/delete-queue";
import { putQueue } from "@/lib/services/queues/put-queue";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/queues/{name}", {
  GET: async ({ ctx, path: { name = "" } }) => ({ body: await getQueue(ctx, name) }),
  PUT: async ({ ctx, path: { name = "" }, body }) => {
    const { created } = await putQueue(ctx, { name, input: body });
    return { status: created ? 201 : 200, body: await getQueue(ctx, name) };
  },
  DELETE: async ({ ctx, path: { name = "" } }) => {
    await deleteQueue(ctx, { name });
    return { status: 204 };
  },
});
