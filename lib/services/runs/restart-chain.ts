import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import type { ChainPlan, ResolveNested } from "@/lib/domain/chain/planned-tree";
import { planChainRestart, type RestartPoint } from "@/lib/domain/chain/restart-plan";
import { AppError } from "@/lib/domain/errors";
import type { RestartInput } from "@/lib/domain/run/restart-input";
import type { Context } from "@/lib/services/context";
import { type LoadedChain, loadChains } from "@/lib/store/chain-pictures";
import { newRunOf } from "@/lib/store/new-run";
import { retriedTransaction } from "@/lib/store/operate-transaction";
import { asModified } from "@/lib/store/parameter-resolver";
import type { Queryable } from "@/lib/store/queryable";
import type { WholeRunRow } from "@/lib/store/run-reads";
import { submitChains } from "@/lib/store/submit-chain";
import type { NewRun } from "@/lib/store/submit-runs";
import { type FoundDefinition, findSubmittable } from "@/lib/store/submittable-definitions";
import { auditRestart } from "./audit-restart";
import { submissionResolver } from "./resolve-submitted";
import { announceSubmitted } from "./submit-runs";

/** Submits an ended chain again from the point asked for; answers the id of the new chain run. */
export async function restartChain(
  ctx: Context,
  run: WholeRunRow,
  restart: RestartInput,
): Promise<string> {
  const runs = await retriedTransaction(ctx.db.pool, async (tx) => {
    const [old] = await loadChains(tx, [run], ctx.now);
    if (!old) throw new AppError("not_found", `There is no run ${run.id}.`);
    const definition = await requireChain(tx, old);
    const again = await chainRunAgain(ctx, tx, { old, definition });
    const submitted = await submitChains(
      tx,
      [{ run: again, definition, ...chainToRun(old, definition, restart), startAtStep: null }],
      ctx,
    );
    await auditRestart(ctx, tx, { run, restarted: again.id, restart });
    return submitted;
  });
  announceSubmitted(ctx, runs);
  const [root] = runs;
  if (root === undefined) throw new AppError("internal", "The submission gave no run.");
  return root.id;
}

async function requireChain(tx: Queryable, { tenantId, root }: LoadedChain) {
  const name = root.definitionName;
  const definition = (await findSubmittable(tx, { tenantId }, [name])).get(name);
  if (definition?.properties?.chain) return definition;
  const why = `The definition "${name}" is no chain any more, so the run cannot be restarted.`;
  throw new AppError("conflict", why);
}

/** The new run with the values of the old one: Modified when they do not fit the definition any more. */
async function chainRunAgain(
  ctx: Context,
  tx: Queryable,
  { old, definition }: { old: LoadedChain; definition: FoundDefinition },
): Promise<NewRun> {
  const { id, parameters, queue, priority } = old.root;
  const { declared, tenantId } = definition;
  const resolve = submissionResolver(tx, { tenantId, now: ctx.now });
  const resolved = declared && (await resolve({ declared, given: parameters }));
  const run = newRunOf(definition, {
    ...{ id: ctx.newId(ctx.now), startAt: ctx.now, now: ctx.now, hold: false },
    ...{ submittedBy: ctx.actor.name, queue, priority, restartOf: id },
    parameters: resolved?.ok ? resolved.values : parameters,
  });
  return resolved?.ok === false ? asModified(run, resolved) : run;
}

/** The chain to run, as it was or as it is now, and the plan of its steps and calls. */
function chainToRun(
  { picture }: LoadedChain,
  { name, properties }: FoundDefinition,
  { point, version }: RestartInput,
): { chain: ChainDefinition; plan: (resolveNested: ResolveNested) => ChainPlan } {
  const latest = properties?.chain ?? picture.definition;
  const chain = version === "master" ? latest : picture.definition;
  return {
    chain,
    plan: (resolveNested) => {
      const plan = planChainRestart({
        name,
        definition: chain,
        resolveNested,
        old: picture,
        point,
      });
      if (plan.ok) return plan;
      const field = fieldOf(point, chain);
      throw new AppError("invalid", plan.reason, field === null ? {} : { field });
    },
  };
}

/** The part of the request a refused plan is about. */
function fieldOf(point: RestartPoint, { steps }: ChainDefinition): string | null {
  if (point.mode === "all") return null;
  if (point.mode === "failed") return "mode";
  const step = steps.find(({ name }) => name === point.step);
  if (!step) return "step";
  const isCallMissing =
    point.mode === "call" && step.calls.every(({ name }) => name !== point.call);
  return isCallMissing ? "call" : null;
}
