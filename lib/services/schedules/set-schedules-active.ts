import type pg from "pg";
import type { Definition } from "@/lib/domain/definition/definition";
import { planSchedule } from "@/lib/domain/definition/schedule-plan";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { lockDefinition } from "@/lib/services/definitions/load-definition";
import { appendActionLog, type NewActionLogEntry } from "@/lib/store/action-log-store";
import { type DefinitionKey, forgetUnreachability } from "@/lib/store/definition-store";
import { savePlans, schedulesOf } from "@/lib/store/schedule-store";
import { deactivationEntries, scheduleEntry } from "./schedule-log";

interface SetSchedulesActive {
  definition: DefinitionKey;
  active: boolean;
}

/**
 * Activates or deactivates all schedules of a definition; those that are so already stay as they are. One-time
 * schedules that ran are not activated again (job-scheduling-api 6.7). Answers how many changed.
 */
export async function setSchedulesActive(
  ctx: Context,
  { definition: key, active }: SetSchedulesActive,
): Promise<number> {
  const attempt = {
    action: "JobScheduleActivation",
    objectType: "definition",
    details: { key, active },
  };
  await requirePermission(ctx, "jobs.write", attempt);
  const changed = await auditedChange(ctx, attempt, async (tx, audit) => {
    const definition = await lockDefinition(ctx, tx, key);
    audit.objectId = definition.id;
    return switchAll(ctx, tx, { definition, active });
  });
  ctx.hint("schedules");
  return changed;
}

async function switchAll(
  ctx: Context,
  tx: pg.PoolClient,
  { definition, active }: { definition: Definition; active: boolean },
): Promise<number> {
  const present = await schedulesOf(tx, { definitionId: definition.id, lockAt: ctx.now });
  const changed: Schedule[] = [];
  const entries: NewActionLogEntry[] = [];
  for (const schedule of present) {
    if (schedule.active === active || (active && hasRunItsOnce(schedule))) continue;
    const plan = planSchedule({ schedule: { ...schedule, active }, definition, now: ctx.now });
    changed.push({
      ...schedule,
      active: plan.active,
      nextRunAt: plan.nextRunAt,
      modifiedAt: ctx.now,
    });
    entries.push(activityEntry(ctx, definition, { ...schedule, active }));
    entries.push(...deactivationEntries(definition, schedule, plan.deactivation));
  }
  await savePlans(tx, changed);
  if (active) await forgetUnreachability(tx, definition.id);
  await appendActionLog(tx, entries, ctx.now);
  return changed.length;
}

function hasRunItsOnce(schedule: Schedule): boolean {
  return schedule.mode === "time" && schedule.executedAt !== null;
}

/** The action log entry of a schedule that someone switched on or off. */
export function activityEntry(
  ctx: Context,
  definition: Definition,
  schedule: Schedule,
): NewActionLogEntry {
  const action = schedule.active ? "ACTIVATION" : "DEACTIVATION";
  const text = schedule.active ? "The schedule was activated." : "The schedule was deactivated.";
  return scheduleEntry(definition, schedule, { action, actor: ctx.actor.name, text });
}
