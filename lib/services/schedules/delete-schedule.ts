import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { refuseSystemChange } from "@/lib/services/system/refuse-system-change";
import { lockSchedule, type ScheduleKey } from "./load-schedule";
import { removeSchedulesWithRuns } from "./remove-schedules-with-runs";

/** Deletes one schedule, ends its live runs and has their history removed. */
export async function deleteSchedule(ctx: Context, key: ScheduleKey): Promise<void> {
  const attempt = { action: "JobScheduleDeletion", objectType: "schedule", details: { key } };
  await requirePermission(ctx, "jobs.write", attempt);
  await auditedChange(ctx, attempt, async (tx, audit) => {
    const { definition, schedule } = await lockSchedule(ctx, tx, key);
    audit.objectId = schedule.id;
    refuseSystemChange(definition);
    await removeSchedulesWithRuns(ctx, tx, { definition, only: [schedule] });
  });
  ctx.hint("schedules");
  ctx.hint("kills");
}
