import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { lockDefinition } from "@/lib/services/definitions/load-definition";
import { refuseSystemChange } from "@/lib/services/system/refuse-system-change";
import type { DefinitionKey } from "@/lib/store/definition-store";
import { removeSchedulesWithRuns } from "./remove-schedules-with-runs";

/** Deletes all schedules of a definition, which itself stays; answers how many there were. */
export async function deleteAllSchedules(ctx: Context, key: DefinitionKey): Promise<number> {
  const attempt = { action: "JobScheduleRemoval", objectType: "definition", details: { key } };
  await requirePermission(ctx, "jobs.write", attempt);
  const removed = await auditedChange(ctx, attempt, async (tx, audit) => {
    const definition = await lockDefinition(ctx, tx, key);
    audit.objectId = definition.id;
    refuseSystemChange(definition);
    return removeSchedulesWithRuns(ctx, tx, { definition });
  });
  ctx.hint("schedules");
  ctx.hint("kills");
  return removed;
}
