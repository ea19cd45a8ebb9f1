import type pg from "pg";
import type { Definition } from "@/lib/domain/definition/definition";
import { planSchedule } from "@/lib/domain/definition/schedule-plan";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import type { Context } from "@/lib/services/context";
import { appendActionLog, type NewActionLogEntry } from "@/lib/store/action-log-store";
import { savePlans, schedulesOf } from "@/lib/store/schedule-store";
import { deactivationEntries } from "./schedule-log";

/** Plans the active schedules of a definition again after its activity or window changed. */
export async function replanSchedules(
  ctx: Context,
  tx: pg.PoolClient,
  definition: Definition,
): Promise<void> {
  const present = await schedulesOf(tx, { definitionId: definition.id, lockAt: ctx.now });
  const changed: Schedule[] = [];
  const entries: NewActionLogEntry[] = [];
  for (const schedule of present.filter((candidate) => candidate.active)) {
    const plan = planSchedule({ schedule, definition, now: ctx.now, keepsDueTick: true });
    entries.push(...deactivationEntries(definition, schedule, plan.deactivation));
    if (isSamePlan(schedule, plan)) continue;
    const modifiedAt = plan.active ? schedule.modifiedAt : ctx.now;
    changed.push({ ...schedule, active: plan.active, nextRunAt: plan.nextRunAt, modifiedAt });
  }
  await savePlans(tx, changed);
  await appendActionLog(tx, entries, ctx.now);
}

type Plan = Pick<Schedule, "active" | "nextRunAt">;

function isSamePlan(before: Plan, after: Plan): boolean {
  return (
    before.active === after.active && before.nextRunAt?.getTime() === after.nextRunAt?.getTime()
  );
}
