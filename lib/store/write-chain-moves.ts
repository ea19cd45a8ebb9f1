import type { ChainMoves, RunMove as ChainRunMove, NewStep } from "@/lib/domain/chain/chain-moves";
import { firstFateOfCall, firstFateOfStep, planTree } from "@/lib/domain/chain/planned-tree";
import type { RunChange } from "@/lib/domain/run/run-change";
import type { LoadedChain } from "./chain-pictures";
import { addCall, type ChainRoot, type ChainTree, stepRun, type TreeContext } from "./chain-tree";
import { askConductor } from "./conducted-runs";
import { insertMessage } from "./message-store";
import { moveRuns, type RunMove } from "./move-runs";
import { newRunOf } from "./new-run";
import type { Queryable } from "./queryable";
import { insertChainRuns, loadTreeContext, submitChains } from "./submit-chain";
import { type NewRun, submitRuns } from "./submit-runs";
import { findSubmittable } from "./submittable-definitions";

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
 * questions to operators, and new runs of whole chains.
 */
export async function writeChainMoves(
  tx: Queryable,
  decided: readonly DecidedChain[],
  context: WriteContext,
): Promise<ChainWrites> {
  const active = decided.filter(({ moves }) => isActive(moves));
  for (const entry of active) {
    if (entry.moves.newSteps.length > 0) await addSteps(tx, entry, context);
    if (entry.moves.definition)
      await tx.query("UPDATE chain_run SET snapshot = $3 WHERE tenant_id = $1 AND run_id = $2", [
        entry.chain.tenantId,
        entry.chain.root.id,
        JSON.stringify(entry.moves.definition),
      ]);
  }
  const walks = active.flatMap(walksOf);
  const by = { actor: context.actor, now: context.now };
  for (const rank of ["call", "step", "chain"] as const) {
    const own = walks.filter((walk) => walk.rank === rank);
    await moveRuns(
      tx,
      own.map((walk) => walkMove(walk, context.now)),
      by,
    );
  }
  for (const entry of active) await writeConsequences(tx, entry, context);
  await askConductor(
    tx,
    active
      .filter(({ moves }) => moves.hasMore)
      .map(({ chain }) => ({ tenantId: chain.tenantId, id: chain.root.id })),
  );
  return {
    changed: walks.map(({ tenantId, move }) => ({ tenantId, runId: move.runId })),
    started:
      walks.filter(({ move }) => move.path.at(-1) === "Scheduled").length +
      active.filter(({ moves }) => moves.newSteps.length > 0).length,
    killed: walks.filter(({ move }) => move.path.at(-1) === "Killing").length,
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
  /** Values of a call whose turn has come. */
  parameters: Readonly<Record<string, unknown>> | null;
}

function walksOf({ chain, moves }: DecidedChain): Walk[] {
  const steps = new Set(chain.picture.steps.map(({ id }) => id));
  const starts = new Map(moves.starts.map((start) => [start.callRunId, start.parameters]));
  return moves.moves.map((move) => {
    const rank = move.runId === chain.root.id ? "chain" : steps.has(move.runId) ? "step" : "call";
    const parameters = starts.get(move.runId) ?? null;
    return { tenantId: chain.tenantId, rank, move, parameters };
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

/** New rounds of steps with their calls; a call that is a chain gets everything below it. */
async function addSteps(
  tx: Queryable,
  { chain, moves }: DecidedChain,
  { now, newId }: WriteContext,
): Promise<void> {
  const definition = moves.definition ?? chain.picture.definition;
  const loaded = await loadTreeContext(tx, { tenantId: chain.tenantId, chain: definition });
  const context: TreeContext = { ...loaded, now, newId };
  const root = rootOf(chain, definition);
  const tree: ChainTree = { runs: [], chains: [] };
  const starts = new Map(moves.starts.map((start) => [start.callRunId, start.parameters]));
  for (const step of moves.newSteps) addStep(tree, root, { step, starts, context });
  await submitRuns(tx, tree.runs, now);
  await insertChainRuns(tx, tree.chains, {});
}

interface StepToAdd {
  step: NewStep;
  /** Values of calls whose turn has come already. */
  starts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  context: TreeContext;
}

function addStep(tree: ChainTree, root: ChainRoot, { step, starts, context }: StepToAdd): void {
  const run = stepRun(root, step, context);
  tree.runs.push(run);
  for (const call of step.calls) {
    const nested = context.definitions.get(call.definition)?.properties?.chain ?? null;
    const plan = nested && mayRun(call.path) ? planNested(call.definition, nested, context) : [];
    const planned = {
      ...call,
      parameters: starts.get(call.id) ?? null,
      iteration: 1 as const,
      role: nested ? ("chain" as const) : ("call" as const),
      steps: plan,
    };
    addCall(tree, root, { step: run, call: planned, context });
  }
}

function mayRun(path: readonly string[]): boolean {
  return path.at(-1) === "Chained" || path.at(-1) === "Disabled" || path.at(-1) === "Scheduled";
}

function planNested(
  name: string,
  definition: NonNullable<LoadedChain["picture"]["master"]>,
  { definitions }: TreeContext,
) {
  const plan = planTree({
    name,
    definition,
    resolveNested: (nested) => definitions.get(nested)?.properties?.chain ?? null,
    fateOfStep: firstFateOfStep,
    fateOfCall: firstFateOfCall,
  });
  return plan.ok ? plan.steps : [];
}

function rootOf({ root, tenantId }: LoadedChain, chain: ChainRoot["chain"]): ChainRoot {
  const { id, queue, priority, startAt, submittedBy } = root;
  return {
    run: { tenantId, id, queue, priority, startAt, submittedBy },
    rootStartAt: root.rootStartAt,
    definition: {
      ...{ id: root.definitionId, tenantId, name: root.definitionName, kind: "chain" },
      ...{ jobName: "", queue, priority, hold: false, origin: "", properties: null },
    },
    chain,
  };
}

async function writeConsequences(
  tx: Queryable,
  { chain, moves }: DecidedChain,
  { now, newId }: WriteContext,
): Promise<void> {
  const { tenantId, root } = chain;
  if (moves.message) {
    const { stepRunId, text, replies } = moves.message;
    const message = { id: newId(now), tenantId, runId: stepRunId, text, replies, createdAt: now };
    await insertMessage(tx, message);
  }
  if (!moves.chainRestart) return;
  const { version, delaySeconds, handlerRestarts } = moves.chainRestart;
  const found = await findSubmittable(tx, { tenantId }, [root.definitionName]);
  const definition = found.get(root.definitionName);
  const wanted = version === "master" ? definition?.properties?.chain : chain.picture.definition;
  if (!definition || !wanted) return;
  const startAt = new Date(now.getTime() + delaySeconds * 1000);
  const again = newRunOf(definition, {
    ...{ id: newId(now), startAt, now, submittedBy: root.submittedBy, hold: false },
    ...{ parameters: root.parameters, queue: root.queue, priority: root.priority },
    ...{ restartOf: root.id, reason: "RESTART_BY_HANDLER", isDelayed: delaySeconds > 0 },
  });
  const run = root.call === null ? again : { ...again, place: placeOfCall(root, root.call) };
  if (root.call !== null) await countAttempt(tx, { tenantId, id: root.call.parentId });
  await submitChains(tx, [{ run, definition, chain: wanted, startAtStep: null, handlerRestarts }], {
    now,
    newId,
  });
}

/** A nested chain that starts anew is another attempt of the same call: its step waits on. */
function placeOfCall(
  root: LoadedChain["root"],
  call: NonNullable<LoadedChain["root"]["call"]>,
): NewRun["place"] {
  return {
    ...{ role: "chain", ...call, rootStartAt: root.rootStartAt, holdWhenReached: false },
    ...{ openChildren: 0, resultOf: null, countsAsStart: true },
  };
}

async function countAttempt(tx: Queryable, step: { tenantId: string; id: string }): Promise<void> {
  await tx.query(
    "UPDATE run SET open_children = open_children + 1 WHERE tenant_id = $1 AND id = $2",
    [step.tenantId, step.id],
  );
}
