import { getEvent } from "@/lib/queries/gates/get-event";
import { deleteEvent } from "@/lib/services/events/delete-event";
import { putEvent } from "@/lib/services/events/put-event";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/events/{name}", {
  GET: async ({ ctx, path: { name = "" } }) => ({ body: await getEvent(ctx, name) }),
  PUT: async ({ ctx, path: { name = "" }, body }) => {
    const { created } = await putEvent(ctx, { name, input: body });
    return { status: created ? 201 : 200, body: await getEvent(ctx, name) };
  },
  DELETE: async ({ ctx, path: { name = "" } }) => {
    await deleteEvent(ctx, { name });
    return { status: 204 };
  },
});
