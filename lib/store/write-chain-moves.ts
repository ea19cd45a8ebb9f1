import type { ChainMoves, RunMove as ChainRunMove } from "@/lib/domain/chain/chain-moves";
import type { RunChange } from "@/lib/domain/run/run-change";
import { addSteps } from "./add-steps";
import type { LoadedChain } from "./chain-pictures";
import { askConductor } from "./conducted-chains";
import { insertMessage } from "./message-store";
import { moveRuns, type RunMove } from "./move-runs";
import { ChangedMeanwhile } from "./operate-transaction";
import type { Queryable } from "./queryable";
import { restartWholeChain } from "./restart-whole-chain";

/** A chain and what was decided about it. */
export interface DecidedChain {
  chain: LoadedChain;
  moves: ChainMoves;
}

/** What was written. */
export interface ChainWrites {
  changed: RunChange[];
  /** Runs that may pass their gates or start now. */
  started: number;
  /** Runs that are to be killed by the process servers that hold them. */
  killed: number;
}

export const NO_WRITES: ChainWrites = { changed: [], started: 0, killed: 0 };

interface WriteContext {
  actor: string;
  now: Date;
  newId: (now: Date) => string;
}

/**
 * Writes what was decided about chains, inside the transaction that holds them: new rounds of steps, the walks of calls,
 * then of steps, then of the chains themselves (a child before its parent: its end counts the parent's open children),
 * questions to operators, and new runs of whole chains. Throws {@link ChangedMeanwhile} when a run is no longer where it
 * was when that was decided: then something else would have to be done, and nothing may stay written.
 */
export async function writeChainMoves(
  tx: Queryable,
  decided: readonly DecidedChain[],
  context: WriteContext,
): Promise<ChainWrites> {
  const active = decided.filter(({ moves }) => isActive(moves));
  if (active.length === 0) return NO_WRITES;
  for (const { chain, moves } of active) await changeChain(tx, chain, { moves, context });
  const walks = active.flatMap(walksOf);
  const by = { actor: context.actor, now: context.now };
  for (const rank of ["call", "step", "chain"] as const) {
    const own = walks.filter((walk) => walk.rank === rank);
    const moved = await moveRuns(
      tx,
      own.map((walk) => walkMove(walk, context.now)),
      by,
    );
    if (moved.length < own.length) {
      throw new ChangedMeanwhile("A run of a chain has moved since its next moves were decided");
    }
  }
  for (const { chain, moves } of active) await writeConsequences(tx, chain, { moves, context });
  await askConductor(
    tx,
    active
      .filter(({ moves }) => moves.hasMore)
      .map(({ chain }) => ({ tenantId: chain.tenantId, id: chain.root.id })),
  );
  const arrivingAt = (state: string) => walks.filter(({ move }) => move.path.at(-1) === state);
  return {
    changed: walks.map(({ tenantId, move }) => ({ tenantId, runId: move.runId })),
    started:
      arrivingAt("Scheduled").length + active.filter(({ moves }) => moves.chainRestart).length,
    killed: arrivingAt("Killing").length,
  };
}

function isActive(moves: ChainMoves): boolean {
  return (
    moves.moves.length + moves.newSteps.length + moves.starts.length > 0 ||
    moves.message !== null ||
    moves.chainRestart !== null ||
    moves.hasMore
  );
}

interface Walk {
  tenantId: string;
  rank: "call" | "step" | "chain";
  move: ChainRunMove;
  /** Values of a call whose turn has come; null for every other walk. */
  parameters: Readonly<Record<string, unknown>> | null;
}

function walksOf({ chain, moves }: DecidedChain): Walk[] {
  const { tenantId, picture, root } = chain;
  const steps = new Set([...picture.steps, ...moves.newSteps].map(({ id }) => id));
  const starts = new Map(moves.starts.map((start) => [start.callRunId, start.parameters]));
  return [...moves.moves, ...moves.newSteps.flatMap(furtherMoves)].map((move) => {
    const rank = move.runId === root.id ? "chain" : steps.has(move.runId) ? "step" : "call";
    return { tenantId, rank, move, parameters: starts.get(move.runId) ?? null };
  });
}

/** The walks of a new round from the states it is recorded in. */
function furtherMoves(step: ChainMoves["newSteps"][number]): ChainRunMove[] {
  return [...step.calls, step].flatMap(({ id, path, reason }) => {
    const [from, ...further] = path;
    return from && further.length > 0 ? [{ runId: id, from, path: further, reason }] : [];
  });
}

function walkMove({ tenantId, move, parameters }: Walk, now: Date): RunMove {
  const isStarting = parameters !== null;
  return {
    tenantId,
    runId: move.runId,
    from: [move.from],
    path: move.path,
    reason: move.reason,
    detail: null,
    ...(isStarting ? { parameters, notBefore: now } : {}),
  };
}

interface Change {
  moves: ChainMoves;
  context: WriteContext;
}

async function changeChain(
  tx: Queryable,
  chain: LoadedChain,
  { moves, context }: Change,
): Promise<void> {
  if (moves.newSteps.length > 0) await addSteps(tx, chain, { moves, ...context });
  if (moves.definition === null) return;
  await tx.query("UPDATE chain_run SET snapshot = $3 WHERE tenant_id = $1 AND run_id = $2", [
    chain.tenantId,
    chain.root.id,
    JSON.stringify(moves.definition),
  ]);
}

async function writeConsequences(
  tx: Queryable,
  chain: LoadedChain,
  { moves, context }: Change,
): Promise<void> {
  const { now, newId } = context;
  if (moves.message) {
    const { stepRunId: runId, text, replies } = moves.message;
    const { tenantId } = chain;
    await insertMessage(tx, { id: newId(now), tenantId, runId, text, replies, createdAt: now });
  }
  if (moves.chainRestart) await restartWholeChain(tx, chain, { ...moves.chainRestart, now, newId });
}
