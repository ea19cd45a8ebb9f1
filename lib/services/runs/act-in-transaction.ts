import type { StateAction } from "@/lib/domain/run/run-actions";
import type { RunChange } from "@/lib/domain/run/run-change";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findOperatedRuns, holdChainsOf, type OperatedRun } from "@/lib/store/operate-runs";
import { retriedTransaction } from "@/lib/store/operate-transaction";
import type { Queryable } from "@/lib/store/queryable";
import { moveSingleRuns } from "./move-single-runs";
import { type ActOnRunsResult, changedMeanwhile, unknownRun } from "./operate-result";
import { type StopAction, stopChainRun } from "./stop-chain-run";

/** An action and why it is done; null for the usual reason. */
export interface RunRequest<Action extends StateAction = StateAction> {
  action: Action;
  reason: string | null;
}

/** Does something to runs by themselves, all in one transaction with its audit entry. */
export async function actOnSingle(
  ctx: Context,
  request: RunRequest,
  ids: readonly string[],
): Promise<ActOnRunsResult> {
  if (ids.length === 0) return { changed: [], refused: [] };
  const done = await retriedTransaction(ctx.db.pool, async (tx) => {
    const runs = await loadHeld(tx, ctx, ids);
    const { changed, refused } = await moveSingleRuns(tx, ctx, { ...request, runs });
    await audit(tx, ctx, { action: request.action, runs: changed });
    const handled = new Set([...changed, ...refused.map(({ run }) => run)].map(({ id }) => id));
    const known = new Set(runs.map(({ id }) => id));
    const lost = ids.filter((id) => known.has(id) && !handled.has(id));
    return {
      isChain: runs.some(({ chainId }) => chainId !== null),
      changed,
      refused: [
        ...refused.map(({ run, reason }) => ({ id: run.id, state: run.state, message: reason })),
        ...(await changedMeanwhile(tx, ctx, lost)),
        ...ids.filter((id) => !known.has(id)).map(unknownRun),
      ],
    };
  });
  const changes = done.changed.map(({ tenantId, id }) => ({ tenantId, runId: id }));
  announce(ctx, { action: request.action, changes, isChain: done.isChain });
  return { changed: done.changed.map(({ id }) => id), refused: done.refused };
}

/** What belongs to chains is looked at once nobody decides about those chains any more. */
async function loadHeld(
  tx: Queryable,
  ctx: Context,
  ids: readonly string[],
): Promise<OperatedRun[]> {
  const runs = await findOperatedRuns(tx, ctx.scope, ids);
  if (runs.every(({ chainId }) => chainId === null)) return runs;
  await holdChainsOf(tx, runs);
  return findOperatedRuns(tx, ctx.scope, ids);
}

/** Stops a chain or step with everything below it, in one transaction with its audit entry. */
export async function actOnTree(
  ctx: Context,
  request: RunRequest<StopAction>,
  run: OperatedRun,
): Promise<ActOnRunsResult> {
  const { action } = request;
  const result = await retriedTransaction(ctx.db.pool, async (tx) => {
    const stopped = await stopChainRun(tx, ctx, { ...request, run });
    if (stopped.ok) await audit(tx, ctx, { action, runs: [run] });
    return stopped;
  });
  if (!result.ok) {
    const { state, reason } = result;
    return { changed: [], refused: [{ id: run.id, state, message: reason }] };
  }
  announce(ctx, { action, changes: result.writes.changed, isChain: true });
  return { changed: [run.id], refused: [] };
}

async function audit(
  tx: Queryable,
  ctx: Context,
  { action, runs }: { action: StateAction; runs: readonly { id: string }[] },
): Promise<void> {
  const [first] = runs;
  if (first === undefined) return;
  const objectId = runs.length === 1 ? first.id : null;
  const details = { runIds: runs.slice(0, 100).map(({ id }) => id), count: runs.length };
  const record = { action: `Run${action}`, outcome: "success", objectType: "run" } as const;
  await recordAudit(ctx, { ...record, objectId, details }, tx);
}

interface Told {
  action: StateAction;
  changes: readonly RunChange[];
  isChain: boolean;
}

function announce(ctx: Context, { action, changes, isChain }: Told): void {
  if (changes.length === 0) return;
  ctx.changed(changes);
  if (action === "kill") ctx.hint("kills");
  if (action === "release") ctx.hint("runs");
  ctx.hint("gates");
  if (isChain) ctx.hint("chains");
}
