import { parseInput } from "@/lib/domain/definition/parse-input";
import { putEventSchema } from "@/lib/domain/native-api/event-resource";
import { checkedGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { type PutGate, refuseTaken } from "@/lib/services/gates/put-gate";
import { saveEvent } from "@/lib/store/event-store";

/** Gives the caller's tenant an event of this name; whether it is raised does not change. */
export async function putEvent(
  ctx: Context,
  { name: given, input, isNew }: PutGate,
): Promise<{ created: boolean }> {
  const name = checkedGateName(given);
  const attempt = { action: "EventConfiguration", objectType: "event", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const { description } = parseInput(putEventSchema, input);
  const key = { tenantId: ctx.scope.tenantId, name };
  return auditedChange(ctx, { ...attempt, details: { description } }, async (tx) => {
    const created = await saveEvent(tx, key, { description, now: ctx.now });
    if (isNew && !created) refuseTaken("event", name);
    return { created };
  });
}
