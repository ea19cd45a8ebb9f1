import { AppError } from "@/lib/domain/errors";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { refuseWhileUsed, runsNamed } from "@/lib/services/gates/refuse-while-used";
import { definitionsUsing, deleteGate, lockGate, NAMES_READ } from "@/lib/store/gate-references";
import { liveRunsInQueue } from "@/lib/store/queue-runs";
import { isBuiltInQueue } from "./built-in-queue";

/** Deletes a queue of the caller's tenant; `conflict` while definitions refer to it or runs in it have not ended. */
export async function deleteQueue(ctx: Context, { name: given }: { name: string }): Promise<void> {
  const name = possibleGateName("queue", given);
  const attempt = { action: "QueueDeletion", objectType: "queue", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const { tenantId } = ctx.scope;
  const gate = { tenantId, kind: "queue", name } as const;
  await auditedChange(ctx, attempt, async (tx) => {
    if (isBuiltInQueue(name)) {
      throw new AppError("conflict", `The queue ${name} is built in; it cannot be deleted.`);
    }
    if (!(await lockGate(tx, gate))) throw gateNotFound("queue", name);
    const runs = await liveRunsInQueue(tx, { tenantId, queue: name, limit: NAMES_READ });
    refuseWhileUsed(`The queue '${name}'`, {
      definitions: await definitionsUsing(tx, gate),
      runs: runsNamed(runs),
    });
    await deleteGate(tx, gate);
  });
}
