import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import { planChainSubmission } from "@/lib/domain/chain/chain-submission";
import {
  type ChainPlan,
  MAX_CHAIN_DEPTH,
  type ResolveNested,
} from "@/lib/domain/chain/planned-tree";
import { AppError } from "@/lib/domain/errors";
import { buildChainTree, countOpen, type SubmittedChain, type TreeContext } from "./chain-tree";
import type { SubmittableDefinition } from "./new-run";
import type { Queryable } from "./queryable";
import { type NewRun, submitRuns } from "./submit-runs";
import { findLimitedQueues, findSubmittable } from "./submittable-definitions";

/** The run of a chain to be recorded, as `newRunOf` made it, with its definition. */
export interface ChainSubmission {
  run: NewRun;
  definition: SubmittableDefinition;
  /** The chain it is run with; usually the definition's own. */
  chain: ChainDefinition;
  startAtStep: string | null;
  /** Restarts of the whole chain by handlers that led to it. */
  handlerRestarts?: number;
  /** Its steps and calls, when they do not follow from the definition alone (a restart). */
  plan?: (resolveNested: ResolveNested) => ChainPlan;
}

interface SubmitContext {
  now: Date;
  newId: (now: Date) => string;
}

/** Runs of one statement at most: a submission may hold many large chains. */
const RUNS_AT_ONCE = 5000;

/**
 * Records chains with a run for every step and call, nested ones included, inside the caller's transaction
 * (run-states-and-chains 2.2). Throws `invalid` for a chain that cannot be planned, before anything is written; a tick of
 * such a chain is recorded as Skipped, so that its schedule goes on. Answers the runs recorded; a chain whose tick exists
 * already is left out with all of them.
 */
export async function submitChains(
  tx: Queryable,
  submissions: readonly ChainSubmission[],
  { now, newId }: SubmitContext,
): Promise<NewRun[]> {
  const planned = await planAll(tx, submissions);
  const roots = planned.map(({ root }) => root);
  const inserted = new Set((await submitRuns(tx, roots, now)).map(({ id }) => id));
  const built = planned.flatMap(({ root, submission, tree, steps }): BuiltChain[] => {
    if (!inserted.has(root.id) || root.ended) return [];
    const { definition, chain, startAtStep, handlerRestarts = 0 } = submission;
    const rootStartAt = root.place?.rootStartAt ?? root.startAt;
    const below = { run: root, rootStartAt, definition, chain };
    const { runs, chains } = buildChainTree(below, steps, { ...tree, now, newId });
    const own = { tenantId: root.tenantId, runId: root.id, chain, startAtStep, handlerRestarts };
    return [{ runs, chains: [own, ...chains] }];
  });
  const below = built.flatMap(({ runs }) => runs);
  for (let first = 0; first < below.length; first += RUNS_AT_ONCE)
    await submitRuns(tx, below.slice(first, first + RUNS_AT_ONCE), now);
  await insertChainRuns(
    tx,
    built.flatMap(({ chains }) => chains),
  );
  return [...roots.filter(({ id }) => inserted.has(id)), ...below];
}

interface BuiltChain {
  runs: readonly NewRun[];
  chains: readonly SubmittedChain[];
}

interface PlannedSubmission {
  submission: ChainSubmission;
  root: NewRun;
  tree: LoadedTree;
  steps: Extract<ChainPlan, { ok: true }>["steps"];
}

/** Plans every submission before anything is written; the definitions of the same chain are loaded once. */
async function planAll(
  tx: Queryable,
  submissions: readonly ChainSubmission[],
): Promise<PlannedSubmission[]> {
  const trees = new Map<ChainDefinition, LoadedTree>();
  const planned: PlannedSubmission[] = [];
  for (const submission of submissions) {
    const { run, definition, chain } = submission;
    const { tenantId } = definition;
    const tree =
      trees.get(chain) ?? (await loadTreeContext(tx, { tenantId, chain, queue: run.queue }));
    trees.set(chain, tree);
    const plan = planOf(submission, tree.definitions);
    if (plan.ok) planned.push({ submission, root: rootOf(run, plan), tree, steps: plan.steps });
    else if (run.plannedAt === null) {
      throw new AppError("invalid", plan.reason, { field: "startAtStep" });
    } else planned.push({ submission, root: refusedTick(run, plan.reason), tree, steps: [] });
  }
  return planned;
}

function rootOf(run: NewRun, { steps }: Pick<PlannedSubmission, "steps">): NewRun {
  const ofItsOwn: NewRun["place"] = {
    ...{ role: "chain", parentId: null, chainId: null, stepName: null, callName: null },
    ...{ iteration: 1, rootStartAt: run.startAt, holdWhenReached: false },
    ...{ openChildren: 0, resultOf: null, countsAsStart: true },
  };
  return { ...run, place: { ...(run.place ?? ofItsOwn), openChildren: countOpen(steps) } };
}

function refusedTick(run: NewRun, reason: string): NewRun {
  return {
    ...run,
    path: ["Skipped"],
    reason: `CHAIN_REFUSED: ${reason}`,
    ready: false,
    ended: true,
    gate: null,
  };
}

function planOf(
  { definition, chain, startAtStep, plan }: ChainSubmission,
  definitions: TreeContext["definitions"],
): ChainPlan {
  const resolveNested: ResolveNested = (name) => definitions.get(name)?.properties?.chain ?? null;
  if (plan) return plan(resolveNested);
  return planChainSubmission({
    name: definition.name,
    definition: chain,
    resolveNested,
    startAtStep,
  });
}

/** Records what chains were submitted with. */
export async function insertChainRuns(
  tx: Queryable,
  chains: readonly SubmittedChain[],
): Promise<void> {
  if (chains.length === 0) return;
  await tx.query({
    name: "insert-chain-runs",
    text: `INSERT INTO chain_run (tenant_id, run_id, snapshot, start_at_step, handler_restarts)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::text[], $5::smallint[])`,
    values: [
      chains.map((chain) => chain.tenantId),
      chains.map((chain) => chain.runId),
      chains.map(({ chain }) => JSON.stringify(chain)),
      chains.map(({ startAtStep }) => startAtStep ?? null),
      chains.map(({ handlerRestarts }) => handlerRestarts ?? 0),
    ],
  });
}

type LoadedTree = Pick<TreeContext, "definitions" | "limitedQueues">;

/** Loads the definitions of every call of a chain, level by level, and which queues among theirs keep runs back. */
export async function loadTreeContext(
  tx: Queryable,
  { tenantId, chain, queue: own }: { tenantId: string; chain: ChainDefinition; queue: string },
): Promise<LoadedTree> {
  const definitions = new Map<string, SubmittableDefinition>();
  const queues = new Set([own]);
  let level: ChainDefinition[] = [chain];
  for (let depth = 0; depth <= MAX_CHAIN_DEPTH && level.length > 0; depth += 1) {
    const calls = level.flatMap(({ steps }) => steps.flatMap((step) => step.calls));
    for (const { queue } of calls) if (queue !== null) queues.add(queue);
    const names = [...new Set(calls.map((call) => call.definition))];
    const found = await findSubmittable(
      tx,
      { tenantId },
      names.filter((name) => !definitions.has(name)),
    );
    for (const [name, definition] of found) definitions.set(name, definition);
    level = [...found.values()].flatMap(({ properties }) => properties?.chain ?? []);
  }
  for (const { queue } of definitions.values()) queues.add(queue);
  return { definitions, limitedQueues: await findLimitedQueues(tx, tenantId, [...queues]) };
}
