import { AppError } from "@/lib/domain/errors";
import { getEvent } from "@/lib/queries/gates/get-event";
import { clearEvent } from "@/lib/services/events/clear-event";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { apiRoutes } from "../../../_http/api-routes";

const ACTIONS = ["raise", "clear"];

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/events/{name}/{action}",
  {
    POST: async ({ ctx, path: { name = "", action = "" }, body: input = {} }) => {
      if (!ACTIONS.includes(action)) throw new AppError("not_found", "There is no such action.");
      await (action === "raise" ? raiseEvent : clearEvent)(ctx, { name, input });
      return { body: await getEvent(ctx, name) };
    },
  },
);
