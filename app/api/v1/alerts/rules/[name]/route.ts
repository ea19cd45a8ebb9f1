import { getAlertRule } from "@/lib/queries/alerts/rules";
import { deleteAlertRule } from "@/lib/services/alerts/delete-rule";
import { putAlertRule } from "@/lib/services/alerts/put-rule";
import { apiRoutes } from "../../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/alerts/rules/{name}", {
  GET: async ({ ctx, path: { name = "" } }) => ({ body: await getAlertRule(ctx, name) }),
  PUT: async ({ ctx, path: { name = "" }, body }) => {
    const { created } = await putAlertRule(ctx, { name, input: body });
    return { status: created ? 201 : 200, body: await getAlertRule(ctx, name) };
  },
  DELETE: async ({ ctx, path: { name = "" } }) => {
    await deleteAlertRule(ctx, { name });
    return { status: 204 };
  },
});
