import { AppError } from "@/lib/domain/errors";
import { getAlertRule } from "@/lib/queries/alerts/rules";
import { setAlertRuleActive } from "@/lib/services/alerts/pause-rule";
import { apiRoutes } from "../../../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/alerts/rules/{name}/{action}",
  {
    POST: async ({ ctx, path: { name = "", action = "" } }) => {
      if (action !== "pause" && action !== "resume") {
        throw new AppError("not_found", "There is no such action.");
      }
      await setAlertRuleActive(ctx, { name, active: action === "resume" });
      return { body: await getAlertRule(ctx, name) };
    },
  },
);
