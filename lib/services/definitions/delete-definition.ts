import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { refuseWhileUsed } from "@/lib/services/gates/refuse-while-used";
import { stopRunsOf } from "@/lib/services/runs/act-on-runs";
import { definitionEntry } from "@/lib/services/schedules/schedule-log";
import { refuseSystemChange } from "@/lib/services/system/refuse-system-change";
import { appendActionLog } from "@/lib/store/action-log-store";
import { chainsThatCall, holdCallsStill } from "@/lib/store/definition-references";
import { type DefinitionKey, removeDefinition } from "@/lib/store/definition-store";
import { schedulesOf } from "@/lib/store/schedule-store";
import { auditedChange } from "./audited-change";
import { lockDefinition } from "./load-definition";

/**
 * Deletes a definition with its schedules and ends its live runs; throws `conflict` while a chain calls it. All its ids
 * are unknown from then on; the janitor removes the history in batches.
 */
export async function deleteDefinition(ctx: Context, key: DefinitionKey): Promise<void> {
  const attempt = { action: "JobDeletion", objectType: "definition", details: { key } };
  await requirePermission(ctx, "jobs.write", attempt);
  await auditedChange(ctx, attempt, async (tx, audit) => {
    await holdCallsStill(tx, "delete");
    const definition = await lockDefinition(ctx, tx, key);
    audit.objectId = definition.id;
    refuseSystemChange(definition);
    const { tenantId, name } = definition;
    refuseWhileUsed(`The definition '${name}'`, {
      chains: await chainsThatCall(tx, tenantId, name),
    });
    // The planner holds the row of a schedule while it makes a run: after this no further run can appear.
    await schedulesOf(tx, { definitionId: definition.id, lockAt: ctx.now });
    await removeDefinition(tx, definition);
    await stopRunsOf(tx, ctx, { tenantId: definition.tenantId, definitionId: definition.id });
    const deleted = {
      action: "DELETED",
      actor: ctx.actor.name,
      text: "The job was deleted.",
    } as const;
    await appendActionLog(tx, [definitionEntry(definition, deleted)], ctx.now);
  });
  ctx.hint("schedules");
  ctx.hint("kills");
}
