import type { ChainMoves } from "@/lib/domain/chain/chain-moves";
import type { ChainPicture } from "@/lib/domain/chain/chain-picture";
import { planCancel, planForceUnknown, planKill } from "@/lib/domain/chain/stop-plan";
import { planAction } from "@/lib/domain/run/run-actions";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Context } from "@/lib/services/context";
import { loadChainOf, writeStop } from "@/lib/store/operate-chains";
import type { OperatedRun } from "@/lib/store/operate-runs";
import type { Queryable } from "@/lib/store/queryable";
import { type ChainWrites, NO_WRITES } from "@/lib/store/write-chain-moves";

/** The actions that end a chain or step together with what is below it. */
const STOPS = { cancel: planCancel, kill: planKill, "force-unknown": planForceUnknown };
export type StopAction = keyof typeof STOPS;

/** True for a run whose stop concerns the runs below it. */
export function hasRunsBelow({ role }: Pick<OperatedRun, "role">): boolean {
  return role === "chain" || role === "step";
}

interface Stop {
  action: StopAction;
  /** Kept with the run itself; null for the usual one. */
  reason: string | null;
  run: OperatedRun;
}

/** What was written, or why nothing was, with the state that does not allow it. */
export type StopResult =
  | { ok: true; writes: ChainWrites }
  | { ok: false; state: RunState | null; reason: string };

/**
 * Stops a chain or step with everything below it, inside the caller's transaction (run-states-and-chains 8.2 rules 10
 * and 11). Throws `ChangedMeanwhile` when a run below moved at the same moment; the caller tries again.
 */
export async function stopChainRun(
  tx: Queryable,
  ctx: Pick<Context, "now" | "actor" | "newId">,
  { action, reason, run }: Stop,
): Promise<StopResult> {
  const chain = await loadChainOf(tx, run, ctx.now);
  const state = chain && stateIn(chain.picture, run.id);
  if (!chain || !state) return { ok: false, state: null, reason: `There is no run ${run.id}.` };
  const allowed = planAction(action, { ...run, state, isTopLevel: run.parentId === null });
  if (!allowed.ok) return { ok: false, state, reason: allowed.reason };
  const plan = STOPS[action](chain.picture, run.id);
  if (!plan.ok) return { ok: false, state, reason: plan.reason };
  const moves = withReason(plan.moves, run.id, reason);
  if (moves.moves.length === 0) return { ok: true, writes: NO_WRITES };
  const by = { actor: ctx.actor.name, now: ctx.now, newId: ctx.newId };
  return { ok: true, writes: await writeStop(tx, { chain, moves }, by) };
}

function stateIn({ chain, steps }: ChainPicture, runId: string): RunState | null {
  if (chain.id === runId) return chain.state;
  return steps.find(({ id }) => id === runId)?.state ?? null;
}

function withReason(moves: ChainMoves, runId: string, reason: string | null): ChainMoves {
  if (reason === null) return moves;
  const told = moves.moves.map((move) => (move.runId === runId ? { ...move, reason } : move));
  return { ...moves, moves: told };
}
