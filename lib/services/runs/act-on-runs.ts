import type pg from "pg";
import { z } from "zod";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { isActionAllowed, STATE_ACTIONS, type StateAction } from "@/lib/domain/run/run-actions";
import { isFinal } from "@/lib/domain/run/run-state";
import { authorise, type Context } from "@/lib/services/context";
import { nestedPool } from "@/lib/store/nested-pool";
import {
  type DefinitionRuns,
  findLiveRunsOf,
  findOperatedRuns,
  type OperatedRun,
} from "@/lib/store/operate-runs";
import { retriedTransaction } from "@/lib/store/operate-transaction";
import { actOnSingle, actOnTree, type RunRequest } from "./act-in-transaction";
import { moveSingleRuns } from "./move-single-runs";
import { type ActOnRunsResult, unknownRun } from "./operate-result";
import { hasRunsBelow, type StopAction, stopChainRun } from "./stop-chain-run";

export const actOnRunsSchema = z.strictObject({
  action: z.enum(STATE_ACTIONS),
  runIds: z.array(z.string().refine(isId, "must be the id of a run")).min(1).max(1000),
  /** Why; recorded with the transition. */
  reason: z.string().trim().max(200).optional(),
});
export type ActOnRunsInput = z.infer<typeof actOnRunsSchema>;

/**
 * Does something to runs of whatever role, each by itself: those whose state does not allow it are answered with their
 * state. A chain or step is stopped with what is below it, each in a transaction of its own; everything else is done
 * in one. A kill is passed on to the servers that hold the runs.
 */
export async function actOnRuns(ctx: Context, input: ActOnRunsInput): Promise<ActOnRunsResult> {
  authorise(ctx, "runs.operate");
  const { action, runIds } = input;
  const reason = input.reason ?? null;
  const stop = asStop(action);
  const results: ActOnRunsResult[] = [];
  let left: readonly string[] = runIds;
  if (stop !== null) {
    const found = await findOperatedRuns(ctx.db.pool, ctx.scope, runIds);
    const stopped = await stopTrees(ctx, { action: stop, reason }, found);
    results.push(...stopped.results);
    left = runIds.filter((id) => !stopped.handled.has(id));
  }
  results.push(await actOnSingle(ctx, { action, reason }, left));
  const changed = new Set(results.flatMap((result) => result.changed));
  const refused = new Map(results.flatMap((result) => result.refused).map((one) => [one.id, one]));
  return {
    changed: runIds.filter((id) => changed.has(id)),
    refused: runIds.flatMap((id) => refused.get(id) ?? []),
  };
}

/** One run; throws `not_found`, or `conflict` with the state when the action is not allowed in it. */
export async function actOnRun(
  ctx: Context,
  { action, runId, reason }: { action: StateAction; runId: string; reason?: string | undefined },
): Promise<void> {
  if (!isId(runId)) throw new AppError("not_found", unknownRun(runId).message);
  const { refused } = await actOnRuns(ctx, { action, runIds: [runId], reason });
  const first = refused[0];
  if (!first) return;
  throw new AppError(first.state ? "conflict" : "not_found", first.message, {
    details: first.state ? { state: first.state } : undefined,
  });
}

/**
 * Ends every live run of a definition or schedule inside the caller's transaction, chains with all their steps and
 * calls: cancels what has not started, kills what has. The caller hints at kills after its commit.
 */
export async function stopRunsOf(
  tx: pg.PoolClient,
  ctx: Pick<Context, "now" | "actor" | "newId">,
  of: DefinitionRuns,
): Promise<number> {
  const pool = nestedPool(tx);
  const reason = "DELETED";
  const found = await findLiveRunsOf(tx, of);
  const runs = found.filter((run) => !hasRunsBelow(run));
  let stopped = 0;
  for (const action of ["cancel", "kill"] as const) {
    stopped += (await moveSingleRuns(tx, ctx, { action, reason, runs })).changed.length;
  }
  // The steps of a chain have its definition, and end with it.
  for (const run of found.filter(({ role }) => role === "chain")) {
    const action = isActionAllowed("kill", { ...run, isTopLevel: true }) ? "kill" : "cancel";
    const result = await retriedTransaction(pool, (nested) =>
      stopChainRun(nested, ctx, { action, reason, run }),
    );
    if (result.ok) stopped += 1;
  }
  return stopped;
}

function asStop(action: StateAction): StopAction | null {
  return action === "cancel" || action === "kill" || action === "force-unknown" ? action : null;
}

/**
 * Stops the chains and steps among these runs, the outer ones first, so that no handler answers the stop of a part of
 * a chain that is to be stopped itself. What stands directly below one that was stopped has been stopped with it.
 */
async function stopTrees(
  ctx: Context,
  request: RunRequest<StopAction>,
  found: readonly OperatedRun[],
): Promise<{ results: ActOnRunsResult[]; handled: Set<string> }> {
  const stopped = new Set<string>();
  const isBelow = ({ chainId, parentId, state }: OperatedRun) =>
    !isFinal(state) && (stopped.has(chainId ?? "") || stopped.has(parentId ?? ""));
  const results: ActOnRunsResult[] = [];
  const trees = found.filter(hasRunsBelow).toSorted(fromAbove);
  for (const run of trees) {
    if (isBelow(run)) continue;
    const result = await actOnTree(ctx, request, run);
    results.push(result);
    for (const id of result.changed) stopped.add(id);
  }
  const below = found.filter(isBelow).map(({ id }) => id);
  results.push({ changed: below, refused: [] });
  return { results, handled: new Set([...below, ...trees.map(({ id }) => id)]) };
}

/** Chains before steps, and of chains the earlier made, the outer ones, before the inner. */
function fromAbove(one: OperatedRun, other: OperatedRun): number {
  if (one.role !== other.role) return one.role === "chain" ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
