import { getCalendar } from "@/lib/queries/gates/get-calendar";
import { deleteCalendar } from "@/lib/services/calendars/delete-calendar";
import { putCalendar } from "@/lib/services/calendars/put-calendar";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/calendars/{name}", {
  GET: async ({ ctx, path: { name = "" } }) => ({ body: await getCalendar(ctx, name) }),
  PUT: async ({ ctx, path: { name = "" }, body }) => {
    const { created } = await putCalendar(ctx, { name, input: body });
    return { status: created ? 201 : 200, body: await getCalendar(ctx, name) };
  },
  DELETE: async ({ ctx, path: { name = "" } }) => {
    await deleteCalendar(ctx, { name });
    return { status: 204 };
  },
});
