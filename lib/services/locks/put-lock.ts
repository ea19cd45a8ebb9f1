import { parseInput } from "@/lib/domain/definition/parse-input";
import { lockResource } from "@/lib/domain/gate/resource";
import { checkedGateName } from "@/lib/domain/native-api/gate-name";
import { putLockSchema } from "@/lib/domain/native-api/lock-resource";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { type PutGate, refuseTaken } from "@/lib/services/gates/put-gate";
import { recordGateChange } from "@/lib/store/gate-changes";
import { findLock, saveLock } from "@/lib/store/lock-store";

/**
 * Gives the caller's tenant a lock of this name. Runs that hold it keep what they hold, also when it becomes smaller
 * than that; nobody else gets a part of it until there is one free.
 */
export async function putLock(
  ctx: Context,
  { name: given, input, isNew }: PutGate,
): Promise<{ created: boolean }> {
  const name = checkedGateName(given);
  const attempt = { action: "LockConfiguration", objectType: "lock", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const parsed = parseInput(putLockSchema, input);
  const key = { tenantId: ctx.scope.tenantId, name };
  const result = await auditedChange(ctx, { ...attempt, details: { ...parsed } }, async (tx) => {
    const before = await findLock(tx, key, { lock: true });
    if (isNew && before !== null) refuseTaken("lock", name);
    await saveLock(tx, { ...key, ...parsed, updatedAt: ctx.now });
    if (before?.type !== parsed.type || before.size !== parsed.size) {
      await recordGateChange(tx, { ...key, resource: lockResource(name), now: ctx.now });
    }
    return { created: before === null };
  });
  ctx.hint("gates");
  return result;
}
