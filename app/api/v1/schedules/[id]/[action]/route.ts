import { AppError } from "@/lib/domain/errors";
import { runResource } from "@/lib/domain/native-api/run-resource";
import { scheduleResource } from "@/lib/domain/native-api/schedule-resource";
import { getRun } from "@/lib/queries/runs/get-run";
import { getSchedule } from "@/lib/queries/schedules/get-schedule";
import { runDefinition } from "@/lib/services/definitions/run-definition";
import { updateSchedule } from "@/lib/services/schedules/update-schedule";
import { apiRoutes } from "../../../_http/api-routes";

const ACTIONS = ["activate", "deactivate", "run"];

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes(
  "/schedules/{id}/{action}",
  {
    POST: async ({ ctx, path: { id: scheduleId = "", action = "" } }) => {
      if (!ACTIONS.includes(action)) throw new AppError("not_found", "There is no such action.");
      const { definition } = await getSchedule(ctx, { scheduleId });
      const key = { definition: { id: definition.id }, scheduleId };
      if (action === "run") {
        const id = await runDefinition(ctx, { ...key, input: {} });
        const run = runResource(await getRun(ctx, id));
        return { status: 201, body: run, headers: { location: `/api/v1/runs/${id}` } };
      }
      const schedule = await updateSchedule(ctx, {
        key,
        change: { active: action === "activate" },
      });
      return { body: scheduleResource(schedule, definition.name) };
    },
  },
);
