import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { RunState } from "@/lib/domain/run/run-state";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { authorise, type Context } from "@/lib/services/context";
import { inTransaction } from "@/lib/store/queryable";
import { removeRunsById } from "@/lib/store/retention";
import { lockRunStates } from "@/lib/store/run-reads";

interface DeleteRunsResult {
  deleted: string[];
  refused: { id: string; state: RunState | null; message: string }[];
}

/** Deletes ended runs with their transitions and logs; those that have not ended, or aren't there, are answered. */
export async function deleteRuns(
  ctx: Context,
  runIds: readonly string[],
): Promise<DeleteRunsResult> {
  authorise(ctx, "runs.operate");
  const { deleted, states } = await inTransaction(ctx.db.pool, async (tx) => {
    const found = await lockRunStates(tx, ctx.scope, runIds);
    const removed = await removeRunsById(
      tx,
      found.map((run) => ({ tenantId: run.tenantId, id: run.id })),
    );
    if (removed.length > 0) {
      const objectId = removed.length === 1 ? (removed[0] ?? null) : null;
      const details = { runIds: removed.slice(0, 100), count: removed.length };
      await recordAudit(
        ctx,
        { action: "Rundelete", outcome: "success", objectType: "run", objectId, details },
        tx,
      );
    }
    return { deleted: removed, states: new Map(found.map((run) => [run.id, run])) };
  });
  const gone = new Set(deleted);
  ctx.changed(
    deleted.flatMap((runId) => {
      const tenantId = states.get(runId)?.tenantId;
      return tenantId ? [{ tenantId, runId }] : [];
    }),
  );
  const kept = runIds.filter((id) => !gone.has(id));
  return { deleted, refused: kept.map((id) => refusal(id, states.get(id)?.state ?? null)) };
}

/** Deletes one run; throws `not_found`, or `conflict` with the state while it has not ended. */
export async function deleteRun(ctx: Context, runId: string): Promise<void> {
  if (!isId(runId)) throw new AppError("not_found", `There is no run ${runId.slice(0, 64)}.`);
  const [refused] = (await deleteRuns(ctx, [runId])).refused;
  if (!refused) return;
  if (refused.state === null) throw new AppError("not_found", refused.message);
  throw new AppError("conflict", refused.message, { details: { state: refused.state } });
}

function refusal(id: string, state: RunState | null) {
  if (state === null) return { id, state, message: `There is no run ${id}.` };
  return { id, state, message: `A run in state ${state} cannot be deleted; it has to end first.` };
}
