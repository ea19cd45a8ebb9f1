/**
 * Follow-up: what the restart behaviour of definitions makes of the ends of their runs (run-states-and-chains 3.5 and
 * 8.2 rule 8). A call that is to be started again does not count as over for its step before that is decided: the mark
 * stands with the run since the statement that ended it, so another node goes on where one died.
 */
import { decideFollowUp, FOLLOW_UP_REPLIES } from "@/lib/domain/run/restart-behaviour";
import {
  countOver,
  type EndedRunRow,
  findStepsGoingOn,
  stopSchedules,
  takeEndedRuns,
} from "@/lib/store/follow-ups";
import { insertMessage } from "@/lib/store/message-store";
import type { Queryable } from "@/lib/store/queryable";
import type { EngineDeps } from "./engine-deps";
import { restartEndedRun } from "./restart-ended-run";
import { type Troubled, togetherOrOneByOne } from "./troubled";

const BATCH = 100;

/** What one pass did. */
export interface FollowUpSummary {
  /** Ends that were looked at. */
  followed: number;
  /** Runs that were submitted. */
  started: number;
}

interface Pass {
  ended: readonly EndedRunRow[];
  started: number;
}

/** Looks at runs that ended in a state their definition has something to say about. */
export async function followUpOnce(deps: EngineDeps, troubled: Troubled): Promise<FollowUpSummary> {
  const passes = await togetherOrOneByOne<EndedRunRow, Pass>({
    ...{ deps, troubled, batch: BATCH, what: "run that has ended" },
    take: (tx, { limit, except }) => takeEndedRuns(tx, limit, except),
    work: async (tx, ended, now) => ({ ended, started: await follow(tx, ended, { deps, now }) }),
  });
  for (const { ended } of passes)
    deps.announce(ended.map((run) => ({ tenantId: run.tenantId, runId: run.id })));
  return {
    followed: passes.reduce((sum, { ended }) => sum + ended.length, 0),
    started: passes.reduce((sum, { started }) => sum + started, 0),
  };
}

interface Around {
  deps: EngineDeps;
  now: Date;
}

async function follow(
  tx: Queryable,
  ended: readonly EndedRunRow[],
  around: Around,
): Promise<number> {
  const goingOn = await findStepsGoingOn(
    tx,
    ended.filter(({ chainId }) => chainId !== null),
  );
  const over: EndedRunRow[] = [];
  const stopped: string[] = [];
  let started = 0;
  for (const run of ended) {
    const isOver = run.parentId !== null && !goingOn.has(run.parentId);
    const { asks, restart, stopsSchedule } =
      run.restart === null || isOver ? NOTHING : decideFollowUp({ ...run, restart: run.restart });
    if (stopsSchedule && run.scheduleId !== null) stopped.push(run.scheduleId);
    if (asks) await ask(tx, run, around);
    else if (restart && (await restartEndedRun(tx, run, { ...around, restart }))) started += 1;
    else over.push(run);
  }
  await countOver(tx, over);
  await stopSchedules(tx, stopped, around.now);
  return started;
}

const NOTHING = { asks: false, restart: null, stopsSchedule: false };

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
