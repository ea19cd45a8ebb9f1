/**
 * Follow-up: what the restart behaviour of definitions makes of the ends of their runs (run-states-and-chains 3.5 and
 * 8.2 rule 8). A call that is to be started again does not count as over for its step before that is decided: the mark
 * stands with the run since the statement that ended it, so another node goes on where one died.
 */
import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import { planChainRestart } from "@/lib/domain/chain/restart-plan";
import {
  decideFollowUp,
  FOLLOW_UP_REPLIES,
  type FollowUp,
} from "@/lib/domain/run/restart-behaviour";
import { loadChains } from "@/lib/store/chain-pictures";
import { countOver, type EndedRunRow, stopSchedules, takeEndedRuns } from "@/lib/store/follow-ups";
import { insertMessage } from "@/lib/store/message-store";
import { newRunOf, type SubmittableDefinition } from "@/lib/store/new-run";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { submitChains } from "@/lib/store/submit-chain";
import { type NewRun, submitRuns } from "@/lib/store/submit-runs";
import { findSubmittable } from "@/lib/store/submittable-definitions";
import type { EngineDeps } from "./engine-deps";

const BATCH = 100;

/** What one pass did. */
export interface FollowUpSummary {
  /** Ends that were looked at. */
  followed: number;
  /** Runs that were submitted. */
  started: number;
}

/** Looks at runs that ended in a state their definition has something to say about. */
export async function followUpOnce(deps: EngineDeps): Promise<FollowUpSummary> {
  const now = deps.clock.now();
  const { ended, started } = await inTransaction(deps.db.keyed, async (tx) => {
    const taken = await takeEndedRuns(tx, BATCH);
    const decided = taken.map((run) => ({ run, followUp: followUpOf(run) }));
    let submitted = 0;
    const over: EndedRunRow[] = [];
    for (const { run, followUp } of decided) {
      if (followUp.asks) await ask(tx, run, { deps, now });
      else if (await restart(tx, run, { followUp, deps, now })) submitted += 1;
      else over.push(run);
    }
    await countOver(tx, over);
    const stopped = decided.filter(({ followUp }) => followUp.stopsSchedule);
    await stopSchedules(
      tx,
      stopped.flatMap(({ run }) => run.scheduleId ?? []),
      now,
    );
    return { ended: taken, started: submitted };
  });
  deps.announce(ended.map((run) => ({ tenantId: run.tenantId, runId: run.id })));
  return { followed: ended.length, started };
}

function followUpOf(run: EndedRunRow): FollowUp {
  if (run.restart === null || run.isParentEnded)
    return { restart: null, stopsSchedule: false, asks: false };
  return decideFollowUp({ ...run, restart: run.restart });
}

interface Around {
  deps: EngineDeps;
  now: Date;
}

async function ask(tx: Queryable, run: EndedRunRow, { deps, now }: Around): Promise<void> {
  await insertMessage(tx, {
    id: deps.newId(now),
    tenantId: run.tenantId,
    runId: run.id,
    text: `${run.definitionName} (${run.jobName} ${run.jobCount}) ended in ${run.state}. Start it again?`,
    replies: FOLLOW_UP_REPLIES,
    createdAt: now,
  });
}

/** Submits the run once more in its place; false when it is not to be, or its definition is gone. */
async function restart(
  tx: Queryable,
  run: EndedRunRow,
  { followUp, deps, now }: Around & { followUp: FollowUp },
): Promise<boolean> {
  if (followUp.restart === null) return false;
  const { delaySeconds, starts, fromFailed } = followUp.restart;
  const found = await findSubmittable(tx, run, [run.definitionName]);
  const definition = found.get(run.definitionName);
  if (!definition) return false;
  const again = newRunOf(definition, {
    ...{ id: deps.newId(now), startAt: new Date(now.getTime() + delaySeconds * 1000), now, starts },
    ...{ submittedBy: run.submittedBy, parameters: run.parameters, hold: false },
    ...{ queue: run.queue, priority: run.priority, restartOf: run.id, scheduleId: run.scheduleId },
    ...{ reason: "RESTART_BEHAVIOUR", isDelayed: delaySeconds > 0 },
  });
  const placed: NewRun = { ...again, place: placeOf(run) };
  const chain = definition.properties?.chain;
  if (!chain) await submitRuns(tx, [placed], now);
  else await restartChain(tx, run, { again: placed, definition, chain, fromFailed, deps, now });
  return true;
}

function placeOf(run: EndedRunRow): NewRun["place"] {
  const { role, parentId, chainId, stepName, callName, iteration, rootStartAt } = run;
  if (role === "job" || parentId === null) return null;
  return {
    ...{ role, parentId, chainId, stepName, callName, iteration, rootStartAt },
    ...{ holdWhenReached: false, openChildren: 0, resultOf: null, countsAsStart: true },
  };
}

interface ChainAgain extends Around {
  again: NewRun;
  definition: SubmittableDefinition;
  chain: ChainDefinition;
  fromFailed: boolean;
}

async function restartChain(
  tx: Queryable,
  run: EndedRunRow,
  { again, definition, chain, fromFailed, deps, now }: ChainAgain,
): Promise<void> {
  const [old] = fromFailed ? await loadChains(tx, [run], now) : [];
  const plan = old
    ? (resolveNested: Parameters<typeof planChainRestart>[0]["resolveNested"]) =>
        planChainRestart({
          ...{ name: definition.name, definition: chain, resolveNested, old: old.picture },
          point: { mode: "failed" },
        })
    : null;
  const submission = { run: again, definition, chain, startAtStep: null };
  await submitChains(tx, [plan ? { ...submission, plan } : submission], {
    now,
    newId: deps.newId,
  });
}
