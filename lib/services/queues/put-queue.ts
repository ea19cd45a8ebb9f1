import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { queueResource } from "@/lib/domain/gate/resource";
import { checkedGateName } from "@/lib/domain/native-api/gate-name";
import { type PutQueue, putQueueSchema } from "@/lib/domain/native-api/queue-resource";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { type PutGate, refuseTaken } from "@/lib/services/gates/put-gate";
import { existingNames } from "@/lib/store/definition-references";
import { recordGateChange } from "@/lib/store/gate-changes";
import type { Queryable } from "@/lib/store/queryable";
import { refreshQueueClosures } from "@/lib/store/queue-closures";
import { findQueue, type QueueRow, type QueueRules, saveQueue } from "@/lib/store/queue-store";
import { isBuiltInQueue, refuseSystemQueue } from "./built-in-queue";

/** Gives the caller's tenant a queue of this name with exactly these rules; runs that wait are looked at anew. */
export async function putQueue(
  ctx: Context,
  { name: given, input, isNew }: PutGate,
): Promise<{ created: boolean }> {
  const name = checkedGateName(given);
  const attempt = { action: "QueueConfiguration", objectType: "queue", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const parsed = parseInput(putQueueSchema, input);
  const key = { tenantId: ctx.scope.tenantId, name };
  const result = await auditedChange(ctx, { ...attempt, details: { ...parsed } }, async (tx) => {
    refuseSystemQueue(name);
    await requireWindow(tx, key.tenantId, parsed.window);
    const before = await findQueue(tx, key, { lock: true });
    const exists = before !== null || isBuiltInQueue(name);
    if (isNew && exists) refuseTaken("queue", name);
    const rules = rulesFrom(ctx, parsed, before);
    await saveQueue(tx, key, { rules, now: ctx.now });
    await refreshQueueClosures(tx, { tenantId: key.tenantId, names: [name], now: ctx.now });
    if (before === null || rulesText(before) !== rulesText(rules)) {
      await recordGateChange(tx, { ...key, resource: queueResource(name), now: ctx.now });
    }
    return { created: !exists };
  });
  ctx.hint("gates");
  return result;
}

async function requireWindow(
  tx: Queryable,
  tenantId: string,
  window: string | null,
): Promise<void> {
  if (window === null) return;
  const known = await existingNames(tx, tenantId, { kind: "window", names: [window] });
  if (known.has(window)) return;
  throw new AppError("invalid", `'window' names a time window that does not exist: ${window}`, {
    field: "window",
  });
}

function rulesFrom(
  ctx: Context,
  { held, ...rules }: PutQueue,
  before: QueueRow | null,
): QueueRules {
  const isHeld = held ?? before?.held ?? false;
  const wasHeldBy = before?.held ? before.heldBy : ctx.actor.name;
  return { ...rules, held: isHeld, heldBy: isHeld ? wasHeldBy : null };
}

/** What of a queue decides about its runs. */
function rulesText(rules: QueueRules): string {
  const { size, holdLevel, held, window, countWaiting, countConsole, servers } = rules;
  const sizes = servers.map(({ server, size: most }) => [server, most]);
  return JSON.stringify([size, holdLevel, held, window, countWaiting, countConsole, sizes]);
}
