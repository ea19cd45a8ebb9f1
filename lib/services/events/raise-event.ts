import { parseInput } from "@/lib/domain/definition/parse-input";
import { eventResource } from "@/lib/domain/gate/resource";
import { eventCommentSchema } from "@/lib/domain/native-api/event-resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { raiseEvents } from "@/lib/store/event-occurrences";
import { recordGateChange } from "@/lib/store/gate-changes";

/**
 * Raises an event of the caller's tenant by hand. While it is raised already, the raising is kept as a pending
 * occurrence (run-states-and-chains 4.5).
 */
export async function raiseEvent(
  ctx: Context,
  { name: given, input }: { name: string; input: unknown },
): Promise<void> {
  const name = possibleGateName("event", given);
  const attempt = { action: "EventRaise", objectType: "event", objectId: name };
  await requirePermission(ctx, "runs.operate", attempt);
  const { comment = "" } = parseInput(eventCommentSchema, input);
  const key = { tenantId: ctx.scope.tenantId, name };
  await auditedChange(ctx, { ...attempt, details: { comment } }, async (tx) => {
    const raising = { ...key, by: ctx.actor.name, comment, expression: null, runId: null };
    const raised = await raiseEvents(tx, [raising], ctx.now);
    if (raised.length === 0) throw gateNotFound("event", name);
    await recordGateChange(tx, { ...key, resource: eventResource(name), now: ctx.now });
  });
  ctx.hint("gates");
}
