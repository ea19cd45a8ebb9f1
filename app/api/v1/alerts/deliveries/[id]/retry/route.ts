import { getDelivery } from "@/lib/queries/alerts/deliveries";
import { retryAlertDelivery } from "@/lib/services/alerts/retry-delivery";
import { apiRoutes } from "../../../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/alerts/deliveries/{id}/retry",
  {
    POST: async ({ ctx, path: { id = "" } }) => {
      await retryAlertDelivery(ctx, { id });
      return { body: await getDelivery(ctx, id) };
    },
  },
);
