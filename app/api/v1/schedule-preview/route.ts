import { AppError } from "@/lib/domain/errors";
import { previewSchedule } from "@/lib/domain/schedule/schedule-preview";
import { authorise } from "@/lib/services/context";
import { apiRoutes } from "../_http/api-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/schedule-preview", {
  POST: async ({ ctx, body: { from, ...input } }) => {
    authorise(ctx, "jobs.read");
    const preview = previewSchedule(input, from ?? ctx.now);
    if (!preview.ok) {
      const { field, reason } = preview;
      throw new AppError("invalid", `'${field}' ${reason}`, { field });
    }
    const { text, type, next, warnings } = preview;
    return { body: { text, type, next: next.map((at) => at.toISOString()), warnings } };
  },
});
