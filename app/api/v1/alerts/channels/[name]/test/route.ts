import { alertSender } from "@/lib/server";
import { testAlertChannel } from "@/lib/services/alerts/test-channel";
import { apiRoutes } from "../../../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/alerts/channels/{name}/test",
  {
    POST: async ({ ctx, path: { name = "" } }) => ({
      body: await testAlertChannel(ctx, { name, send: await alertSender() }),
    }),
  },
);
