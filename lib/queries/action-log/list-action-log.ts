import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { ActionLogEntry } from "@/lib/domain/scheduling-api/action-log";
import { authorise, type Context } from "@/lib/services/context";
import { readActionLog } from "@/lib/store/action-log-reads";
import { type DefinitionKey, findDefinition } from "@/lib/store/definition-store";
import { findSchedule } from "@/lib/store/schedule-store";

interface ActionLogQuery {
  definition: DefinitionKey;
  /** Only what concerns this schedule, which may be deleted already. */
  scheduleId?: string | null;
}

/** Most entries that are returned. */
const LIMIT = 1000;

/** The history of a definition and its schedules, newest first; throws `not_found` outside the scope. */
export async function listActionLog(
  ctx: Context,
  { definition: key, scheduleId = null }: ActionLogQuery,
): Promise<{ total: number; entries: ActionLogEntry[] }> {
  authorise(ctx, "jobs.read");
  const definition = await findDefinition(ctx.db.pool, ctx.scope, { key });
  if (definition === null) throw new AppError("not_found", "Job not found");
  if (scheduleId !== null && !isId(scheduleId))
    throw new AppError("not_found", "Schedule not found");
  const log = await readActionLog(ctx.db.pool, {
    definitionId: definition.id,
    scheduleId,
    limit: LIMIT,
  });
  if (scheduleId === null || log.total > 0) return log;
  const schedule = await findSchedule(ctx.db.pool, { definitionId: definition.id, scheduleId });
  if (schedule === null) throw new AppError("not_found", "Schedule not found");
  return log;
}
