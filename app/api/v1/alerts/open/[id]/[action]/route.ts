import { AppError } from "@/lib/domain/errors";
import { ALERT_ACTIONS } from "@/lib/domain/native-api/alert-resource";
import { getAlert } from "@/lib/queries/alerts/raised";
import { actOnAlert } from "@/lib/services/alerts/act-on-alert";
import { apiRoutes } from "../../../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/alerts/open/{id}/{action}",
  {
    POST: async ({ ctx, path: { id = "", action: wanted = "" }, body }) => {
      const action = ALERT_ACTIONS.find((known) => known === wanted);
      if (action === undefined) throw new AppError("not_found", "There is no such action.");
      await actOnAlert(ctx, { id, action, input: body });
      return { body: await getAlert(ctx, id) };
    },
  },
);
