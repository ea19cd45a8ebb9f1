import type { ChainMoves, NewStep } from "@/lib/domain/chain/chain-moves";
import {
  firstFateOfCall,
  firstFateOfStep,
  type PlannedStep,
  planTree,
} from "@/lib/domain/chain/planned-tree";
import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import type { LoadedChain } from "./chain-pictures";
import { addCall, type ChainRoot, type ChainTree, stepRun, type TreeContext } from "./chain-tree";
import type { Queryable } from "./queryable";
import { insertChainRuns, loadTreeContext } from "./submit-chain";
import { submitRuns } from "./submit-runs";

interface Adding {
  moves: ChainMoves;
  now: Date;
  newId: (now: Date) => string;
}

/**
 * Records new rounds of steps with their calls as they begin; a call that is a chain gets everything below it. Their
 * further walks are written like those of every other run. The chain waits for that many steps more.
 */
export async function addSteps(
  tx: Queryable,
  chain: LoadedChain,
  { moves, now, newId }: Adding,
): Promise<void> {
  const { tenantId, picture } = chain;
  const definition = moves.definition ?? picture.definition;
  const { queue } = chain.root;
  const loaded = await loadTreeContext(tx, { tenantId, chain: definition, queue });
  const context: TreeContext = { ...loaded, now, newId };
  const root = rootOf(chain, definition);
  const tree: ChainTree = { runs: [], chains: [] };
  for (const step of moves.newSteps) addStep(tree, root, { step, context });
  await submitRuns(tx, tree.runs, now);
  await insertChainRuns(tx, tree.chains);
  await tx.query(
    "UPDATE run SET open_children = open_children + $3 WHERE tenant_id = $1 AND id = $2",
    [tenantId, chain.root.id, moves.newSteps.length],
  );
}

interface StepToAdd {
  step: NewStep;
  context: TreeContext;
}

function addStep(tree: ChainTree, root: ChainRoot, { step, context }: StepToAdd): void {
  const calls = step.calls.map((call) => ({ ...call, path: call.path.slice(0, 1) }));
  const run = stepRun(root, { ...step, path: step.path.slice(0, 1), calls }, context);
  tree.runs.push(run);
  for (const call of step.calls) {
    const nested = context.definitions.get(call.definition)?.properties?.chain ?? null;
    const planned = {
      ...{ ...call, path: call.path.slice(0, 1), iteration: 1 as const },
      role: nested ? ("chain" as const) : ("call" as const),
      steps: nested && mayRun(call.path) ? planNested(call.definition, nested, context) : [],
    };
    addCall(tree, root, { step: run, call: planned, context });
  }
}

function mayRun(path: readonly RunState[]): boolean {
  const last = path.at(-1);
  return last !== undefined && !isFinal(last);
}

function planNested(
  name: string,
  definition: NonNullable<LoadedChain["picture"]["master"]>,
  { definitions }: TreeContext,
): readonly PlannedStep[] {
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
