import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import { planChainSubmission } from "@/lib/domain/chain/chain-submission";
import {
  type ChainPlan,
  MAX_CHAIN_DEPTH,
  type ResolveNested,
} from "@/lib/domain/chain/planned-tree";
import { AppError } from "@/lib/domain/errors";
import { buildChainTree, type SubmittedChain, type TreeContext } from "./chain-tree";
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

/**
 * Records chains with a run for every step and call, nested ones included, inside the caller's transaction
 * (run-states-and-chains 2.2). Throws `invalid` for a chain that cannot be planned. Answers the runs recorded; a chain
 * whose tick exists already is left out with all of them.
 */
export async function submitChains(
  tx: Queryable,
  submissions: readonly ChainSubmission[],
  context: SubmitContext,
): Promise<NewRun[]> {
  const recorded: NewRun[] = [];
  for (const submission of submissions)
    recorded.push(...(await submitChain(tx, submission, context)));
  return recorded;
}

async function submitChain(
  tx: Queryable,
  submission: ChainSubmission,
  { now, newId }: SubmitContext,
): Promise<NewRun[]> {
  const { definition, chain } = submission;
  const tree = await loadTreeContext(tx, { tenantId: definition.tenantId, chain });
  const plan = planOf(submission, tree.definitions);
  if (!plan.ok) throw new AppError("invalid", plan.reason, { field: "startAtStep" });
  const root: NewRun = {
    ...submission.run,
    place: {
      ...{ role: "chain", parentId: null, chainId: null, stepName: null, callName: null },
      ...{ iteration: 1, rootStartAt: submission.run.startAt, holdWhenReached: false },
      openChildren: plan.steps.length,
      ...{ resultOf: null, countsAsStart: true, ...submission.run.place },
    },
  };
  if ((await submitRuns(tx, [root], now)).length === 0) return [];
  const built = buildChainTree(
    { run: root, rootStartAt: root.place?.rootStartAt ?? root.startAt, definition, chain },
    plan.steps,
    { ...tree, now, newId },
  );
  await submitRuns(tx, built.runs, now);
  const own = { tenantId: root.tenantId, runId: root.id, chain };
  await insertChainRuns(tx, [own, ...built.chains], submission);
  return [root, ...built.runs];
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

/** Records what chains were submitted with; the first of them is the outermost. */
export async function insertChainRuns(
  tx: Queryable,
  chains: readonly SubmittedChain[],
  {
    startAtStep = null,
    handlerRestarts = 0,
  }: { startAtStep?: string | null; handlerRestarts?: number },
): Promise<void> {
  if (chains.length === 0) return;
  await tx.query(
    `INSERT INTO chain_run (tenant_id, run_id, snapshot, start_at_step, handler_restarts)
     SELECT u.tenant_id, u.run_id, u.snapshot, CASE WHEN u.place = 1 THEN $4 END, CASE WHEN u.place = 1 THEN $5::smallint ELSE 0 END
     FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[]) WITH ORDINALITY AS u(tenant_id, run_id, snapshot, place)`,
    [
      chains.map((chain) => chain.tenantId),
      chains.map((chain) => chain.runId),
      chains.map(({ chain }) => JSON.stringify(chain)),
      startAtStep,
      handlerRestarts,
    ],
  );
}

/** Loads the definitions of every call of a chain, level by level, and which queues among theirs keep runs back. */
export async function loadTreeContext(
  tx: Queryable,
  { tenantId, chain }: { tenantId: string; chain: ChainDefinition },
): Promise<Pick<TreeContext, "definitions" | "limitedQueues">> {
  const definitions = new Map<string, SubmittableDefinition>();
  const queues = new Set<string>();
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
