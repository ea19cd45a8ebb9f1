import { AppError } from "@/lib/domain/errors";
import { scheduleResource } from "@/lib/domain/native-api/schedule-resource";
import { getSchedule } from "@/lib/queries/schedules/get-schedule";
import { deleteSchedule } from "@/lib/services/schedules/delete-schedule";
import { updateSchedule } from "@/lib/services/schedules/update-schedule";
import { apiRoutes } from "../../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/schedules/{id}", {
  GET: async ({ ctx, path }) => {
    const { schedule, definition } = await getSchedule(ctx, { scheduleId: path.id ?? "" });
    return { body: scheduleResource(schedule, definition.name) };
  },
  PUT: async ({ ctx, path, body: { definition: name, ...change } }) => {
    const { definition, schedule } = await getSchedule(ctx, { scheduleId: path.id ?? "" });
    if (name !== undefined && name !== definition.name) {
      const message = `'definition' can't change: the schedule belongs to "${definition.name}"`;
      throw new AppError("invalid", message, { field: "definition" });
    }
    const key = { definition: { id: definition.id }, scheduleId: schedule.id };
    return { body: scheduleResource(await updateSchedule(ctx, { key, change }), definition.name) };
  },
  DELETE: async ({ ctx, path }) => {
    const { definition, schedule } = await getSchedule(ctx, { scheduleId: path.id ?? "" });
    await deleteSchedule(ctx, { definition: { id: definition.id }, scheduleId: schedule.id });
    return { status: 204 };
  },
});
