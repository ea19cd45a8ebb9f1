import type pg from "pg";
import type { Definition } from "@/lib/domain/definition/definition";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import type { Context } from "@/lib/services/context";
import { stopRunsOf } from "@/lib/services/runs/act-on-runs";
import { appendActionLog } from "@/lib/store/action-log-store";
import { removeSchedules, schedulesOf } from "@/lib/store/schedule-store";
import { scheduleEntry } from "./schedule-log";

interface Removal {
  definition: Definition;
  /** Only these; all schedules of the definition when absent. */
  only?: readonly Schedule[];
}

/**
 * Removes schedules of a locked definition and ends their live runs. First the rows, then the runs: the planner holds
 * the row of a schedule while it makes a run, so none can slip in between.
 */
export async function removeSchedulesWithRuns(
  ctx: Context,
  tx: pg.PoolClient,
  { definition, only }: Removal,
): Promise<number> {
  const schedules =
    only ?? (await schedulesOf(tx, { definitionId: definition.id, lockAt: ctx.now }));
  const scheduleIds = schedules.map((schedule) => schedule.id);
  const removed = await removeSchedules(tx, { definitionId: definition.id, scheduleIds });
  const { tenantId, id: definitionId } = definition;
  for (const scheduleId of scheduleIds)
    await stopRunsOf(tx, ctx, { tenantId, definitionId, scheduleId });
  const deleted = {
    action: "DELETED",
    actor: ctx.actor.name,
    text: "The schedule was deleted.",
  } as const;
  const entries = schedules.map((schedule) => scheduleEntry(definition, schedule, deleted));
  await appendActionLog(tx, entries, ctx.now);
  return removed;
}
