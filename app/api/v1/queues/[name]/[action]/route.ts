import { AppError } from "@/lib/domain/errors";
import { getQueue } from "@/lib/queries/gates/get-queue";
import { setQueueHeld } from "@/lib/services/queues/set-queue-held";
import { apiRoutes } from "../../../_http/api-routes";

const ACTIONS = ["hold", "release"];

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/queues/{name}/{action}",
  {
    POST: async ({ ctx, path: { name = "", action = "" } }) => {
      if (!ACTIONS.includes(action)) throw new AppError("not_found", "There is no such action.");
      await setQueueHeld(ctx, { name, held: action === "hold" });
      return { body: await getQueue(ctx, name) };
    },
  },
);
