import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { planAction } from "@/lib/domain/run/run-actions";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { authorise, type Context } from "@/lib/services/context";
import { lockOperatedRuns, type OperatedRun } from "@/lib/store/operate-runs";
import { inTransaction } from "@/lib/store/queryable";
import { removeRunsById } from "@/lib/store/retention";
import { type RefusedRun, unknownRun } from "./operate-result";

interface DeleteRunsResult {
  deleted: string[];
  refused: RefusedRun[];
}

/**
 * Deletes ended runs with everything that belongs to them, chains with all their steps and calls; those that have not
 * ended, are part of a chain, or aren't there, are answered.
 */
export async function deleteRuns(
  ctx: Context,
  runIds: readonly string[],
): Promise<DeleteRunsResult> {
  authorise(ctx, "runs.operate");
  const { deleted, found } = await inTransaction(ctx.db.pool, async (tx) => {
    const locked = await lockOperatedRuns(tx, ctx.scope, runIds);
    const removed = await removeRunsById(tx, locked.filter(isDeletable));
    if (removed.length > 0) {
      const objectId = removed.length === 1 ? (removed[0] ?? null) : null;
      const details = { runIds: removed.slice(0, 100), count: removed.length };
      const record = { action: "Rundelete", outcome: "success", objectType: "run" } as const;
      await recordAudit(ctx, { ...record, objectId, details }, tx);
    }
    return { deleted: removed, found: new Map(locked.map((run) => [run.id, run])) };
  });
  ctx.changed(
    deleted.flatMap((runId) => {
      const tenantId = found.get(runId)?.tenantId;
      return tenantId ? [{ tenantId, runId }] : [];
    }),
  );
  const gone = new Set(deleted);
  const kept = runIds.filter((id) => !gone.has(id));
  return {
    deleted: runIds.filter((id) => gone.has(id)),
    refused: kept.map((id) => refusal(id, found.get(id))),
  };
}

/** Deletes one run; throws `not_found`, or `conflict` with the state while it cannot go. */
export async function deleteRun(ctx: Context, runId: string): Promise<void> {
  if (!isId(runId)) throw new AppError("not_found", unknownRun(runId).message);
  const [refused] = (await deleteRuns(ctx, [runId])).refused;
  if (!refused) return;
  if (refused.state === null) throw new AppError("not_found", refused.message);
  throw new AppError("conflict", refused.message, { details: { state: refused.state } });
}

function planOf(run: OperatedRun) {
  return planAction("delete", { ...run, isTopLevel: run.parentId === null });
}

function isDeletable(run: OperatedRun): boolean {
  return planOf(run).ok;
}

function refusal(id: string, run: OperatedRun | undefined): RefusedRun {
  if (run === undefined) return unknownRun(id);
  const plan = planOf(run);
  const { state } = run;
  const ending = `It is ${state}, but runs below it are still being ended; try again in a moment.`;
  return { id, state, message: plan.ok ? ending : plan.reason };
}
