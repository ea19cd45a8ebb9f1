import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import { planChainRestart } from "@/lib/domain/chain/restart-plan";
import { AppError } from "@/lib/domain/errors";
import type { FollowUp } from "@/lib/domain/run/restart-behaviour";
import { loadChains } from "@/lib/store/chain-pictures";
import { countHandlerRestarts, type EndedRunRow } from "@/lib/store/follow-ups";
import { newRunOf, type SubmittableDefinition } from "@/lib/store/new-run";
import type { Queryable } from "@/lib/store/queryable";
import { type ChainSubmission, submitChains } from "@/lib/store/submit-chain";
import { type NewRun, submitRuns } from "@/lib/store/submit-runs";
import { findLimitedQueues, findSubmittable } from "@/lib/store/submittable-definitions";
import type { EngineDeps } from "./engine-deps";

interface Restarting {
  deps: EngineDeps;
  now: Date;
  restart: NonNullable<FollowUp["restart"]>;
}

/**
 * Submits an ended run once more, in its place if it is a call, as its definition is now (run-states-and-chains 3.5).
 * False when there is nothing to be run: the definition is gone, or no step of the chain has failed, or the chain cannot
 * be run any more as it stands.
 */
export async function restartEndedRun(
  tx: Queryable,
  run: EndedRunRow,
  restarting: Restarting,
): Promise<boolean> {
  const found = await findSubmittable(tx, run, [run.definitionName]);
  const definition = found.get(run.definitionName);
  if (!definition) return false;
  const again = await newAttempt(tx, run, { ...restarting, definition });
  const chain = definition.properties?.chain;
  if (chain) return restartChain(tx, run, { ...restarting, again, definition, chain });
  await submitRuns(tx, [again], restarting.now);
  return true;
}

async function newAttempt(
  tx: Queryable,
  run: EndedRunRow,
  { deps, now, restart, definition }: Restarting & { definition: SubmittableDefinition },
): Promise<NewRun> {
  const { delaySeconds, starts } = restart;
  const limited = await findLimitedQueues(tx, run.tenantId, [run.queue]);
  const again = newRunOf(definition, {
    ...{ id: deps.newId(now), startAt: new Date(now.getTime() + delaySeconds * 1000), now, starts },
    ...{ submittedBy: run.submittedBy, parameters: run.parameters, hold: false },
    ...{ queue: run.queue, priority: run.priority, restartOf: run.id, scheduleId: run.scheduleId },
    ...{ reason: "RESTART_BEHAVIOUR", isDelayed: delaySeconds > 0 },
    isQueueLimited: limited.has(run.queue),
  });
  return { ...again, gate: gateOf(run, again.gate), place: placeOf(run, definition) };
}

/** What its call asked for in place of its definition it asks for again. */
function gateOf(
  { parentId, window, minimumOpenSeconds }: EndedRunRow,
  gate: NewRun["gate"],
): NewRun["gate"] {
  if (gate === null || parentId === null || window === null) return gate;
  return { ...gate, needs: { ...gate.needs, window, minimumOpenSeconds } };
}

/** A definition may have become a chain since, or ceased to be one. */
function placeOf(run: EndedRunRow, { properties }: SubmittableDefinition): NewRun["place"] {
  const { parentId, chainId, stepName, callName, iteration, rootStartAt } = run;
  if (parentId === null) return null;
  return {
    role: properties?.chain ? "chain" : "call",
    ...{ parentId, chainId, stepName, callName, iteration, rootStartAt },
    ...{ holdWhenReached: false, openChildren: 0, resultOf: null, countsAsStart: true },
  };
}

interface ChainAgain extends Restarting {
  again: NewRun;
  definition: SubmittableDefinition;
  chain: ChainDefinition;
}

async function restartChain(
  tx: Queryable,
  run: EndedRunRow,
  { again, definition, chain, restart, deps, now }: ChainAgain,
): Promise<boolean> {
  const handlerRestarts = await countHandlerRestarts(tx, run);
  const whole = { run: again, definition, chain, startAtStep: null, handlerRestarts };
  const [old] = restart.fromFailed ? await loadChains(tx, [run], now) : [];
  const submission: ChainSubmission = old
    ? {
        ...whole,
        plan: (resolveNested) =>
          planChainRestart({
            ...{ name: definition.name, definition: chain, resolveNested, old: old.picture },
            point: { mode: "failed" },
          }),
      }
    : whole;
  try {
    await submitChains(tx, [submission], { now, newId: deps.newId });
    return true;
  } catch (error) {
    // A plan is refused before anything of it is written.
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    deps.logger.warn({ run: run.id, reason: error.message }, "a chain is not started again");
    return false;
  }
}
