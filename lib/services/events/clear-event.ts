import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { eventResource } from "@/lib/domain/gate/resource";
import { eventCommentSchema } from "@/lib/domain/native-api/event-resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { clearEvent as clearCurrent } from "@/lib/store/event-occurrences";
import { findEvent } from "@/lib/store/event-store";
import { recordGateChange } from "@/lib/store/gate-changes";

/**
 * Clears what an event of the caller's tenant is raised for; the next pending occurrence becomes the current one
 * (run-states-and-chains 4.5). Throws `conflict` when it is not raised. The comment stands in the audit.
 */
export async function clearEvent(
  ctx: Context,
  { name: given, input }: { name: string; input: unknown },
): Promise<void> {
  const name = possibleGateName("event", given);
  const attempt = { action: "EventClear", objectType: "event", objectId: name };
  await requirePermission(ctx, "runs.operate", attempt);
  const { comment = "" } = parseInput(eventCommentSchema, input);
  const key = { tenantId: ctx.scope.tenantId, name };
  await auditedChange(ctx, { ...attempt, details: { comment } }, async (tx) => {
    if ((await findEvent(tx, key)) === null) throw gateNotFound("event", name);
    if (!(await clearCurrent(tx, key, { by: ctx.actor.name, now: ctx.now }))) {
      throw new AppError("conflict", `The event '${name}' is not raised.`, {
        details: { raised: false },
      });
    }
    await recordGateChange(tx, { ...key, resource: eventResource(name), now: ctx.now });
  });
  ctx.hint("gates");
}
