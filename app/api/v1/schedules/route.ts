import { scheduleResource } from "@/lib/domain/native-api/schedule-resource";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import { listSchedules } from "@/lib/queries/schedules/list-schedules";
import { createSchedule } from "@/lib/services/schedules/create-schedule";
import { apiRoutes } from "../_http/api-routes";
import { inOwnTenant } from "../_http/own-tenant";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/schedules", {
  GET: async ({ ctx, query: { definition: name, ...query } }) => {
    const definition = name === undefined ? undefined : await getDefinition(ctx, { key: { name } });
    const { items, nextCursor } = await listSchedules(ctx, {
      ...query,
      definitionId: definition?.id,
    });
    const shown = items.map((schedule) => scheduleResource(schedule, schedule.definitionName));
    return { body: { items: shown, nextCursor } };
  },
  POST: async ({ ctx, body: { definition, ...schedule } }) => {
    const created = await createSchedule(inOwnTenant(ctx), {
      definition: { name: definition },
      schedule,
    });
    const headers = { location: `/api/v1/schedules/${created.id}` };
    return { status: 201, body: scheduleResource(created, definition), headers };
  },
});
