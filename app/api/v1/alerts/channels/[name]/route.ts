import { getAlertChannel } from "@/lib/queries/alerts/channels";
import { deleteAlertChannel } from "@/lib/services/alerts/delete-channel";
import { putAlertChannel } from "@/lib/services/alerts/put-channel";
import { apiRoutes } from "../../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/alerts/channels/{name}",
  {
    GET: async ({ ctx, path: { name = "" } }) => ({ body: await getAlertChannel(ctx, name) }),
    PUT: async ({ ctx, path: { name = "" }, body }) => {
      const { created } = await putAlertChannel(ctx, { name, input: body });
      return { status: created ? 201 : 200, body: await getAlertChannel(ctx, name) };
    },
    DELETE: async ({ ctx, path: { name = "" } }) => {
      await deleteAlertChannel(ctx, { name });
      return { status: 204 };
    },
  },
);
