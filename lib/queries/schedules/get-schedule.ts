import type { Definition } from "@/lib/domain/definition/definition";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { authorise, type Context } from "@/lib/services/context";
import { type DefinitionKey, findDefinition } from "@/lib/store/definition-store";
import { findSchedule, scheduleInScope } from "@/lib/store/schedule-store";

interface ScheduleQuery {
  scheduleId: string;
  /** The definition it must belong to; any within the scope when absent. */
  definition?: DefinitionKey;
}

/** A schedule with its definition; throws `not_found` for an unknown one, and when the two don't belong together. */
export async function getSchedule(
  ctx: Context,
  { scheduleId, definition: key }: ScheduleQuery,
): Promise<{ definition: Definition; schedule: Schedule }> {
  authorise(ctx, "jobs.read");
  const refusal = new AppError("not_found", `Schedule ${scheduleId.slice(0, 64)} not found`);
  if (!isId(scheduleId)) throw refusal;
  const owner = key ?? (await ownerOf(ctx, scheduleId));
  const definition =
    owner === null ? null : await findDefinition(ctx.db.pool, ctx.scope, { key: owner });
  if (definition === null) throw refusal;
  const schedule = await findSchedule(ctx.db.pool, { definitionId: definition.id, scheduleId });
  if (schedule === null) throw refusal;
  return { definition, schedule };
}

async function ownerOf(ctx: Context, scheduleId: string): Promise<DefinitionKey | null> {
  const schedule = await scheduleInScope(ctx.db.pool, ctx.scope, scheduleId);
  return schedule === null ? null : { id: schedule.definitionId };
}
