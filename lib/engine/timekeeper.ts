/**
 * Timekeeper: does what time alone brings about. Waits that are over end, windows that open or close have the runs in
 * them examined, delayed restarts become due, runs over their limit are killed, queues open and close with their
 * windows and servers. Runs at the next such moment and at least once a second; two at once do no harm.
 */
import { finishRuns, type RunOutcome } from "@/lib/store/finish-runs";
import { moveRuns, type RunMove } from "@/lib/store/move-runs";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { refreshQueueClosures } from "@/lib/store/queue-closures";
import {
  conductTimedRuns,
  examineTimedRuns,
  forgetTime,
  lockTimedRuns,
  type TimedRun,
  tenantsWithTimedQueues,
} from "@/lib/store/timed-runs";
import type { EngineDeps } from "./engine-deps";

const BATCH = 500;
const ACTOR = "timekeeper";

/** What one pass found to do. */
export interface TimekeeperSummary {
  runs: number;
  /** Runs that are to be killed by the process servers that hold them. */
  kills: number;
  more: boolean;
}

/** Acts on runs whose moment has come, in one transaction. */
export async function timeOnce(deps: EngineDeps): Promise<TimekeeperSummary> {
  const now = deps.clock.now();
  const { runs, kills } = await inTransaction(deps.db.keyed, async (tx) => {
    const timed = await lockTimedRuns(tx, now, BATCH);
    return { runs: timed, kills: await act(tx, timed, now) };
  });
  deps.announce(runs.map((run) => ({ tenantId: run.tenantId, runId: run.id })));
  return { runs: runs.length, kills, more: runs.length === BATCH };
}

async function act(tx: Queryable, timed: readonly TimedRun[], now: Date): Promise<number> {
  const of = (test: (run: TimedRun) => boolean) => timed.filter(test);
  const isStarted = (run: TimedRun) => run.state === "Running" || run.state === "Waiting";
  const delayed = of((run) => run.state === "Delayed");
  const waits = of((run) => run.state === "Running" && run.kind === "wait");
  const limited = of((run) => isStarted(run) && run.kind !== "wait");
  const waiting = of((run) => !isStarted(run) && run.state !== "Delayed");
  await conductTimedRuns(
    tx,
    delayed.filter(({ role }) => role === "step"),
  );
  await moveRuns(tx, delayed.filter(({ role }) => role !== "step").map(dueMove(now)), {
    actor: ACTOR,
    now,
  });
  await finishRuns(tx, waits.map(waitIsOver), now);
  await examineTimedRuns(tx, waiting.filter(isExaminable));
  await forgetTime(tx, [...waiting.filter((run) => !isExaminable(run)), ...limited]);
  const overdue = limited.filter(({ runtimeLimit }) => runtimeLimit?.kill);
  const killed = await moveRuns(tx, overdue.map(killMove), { actor: ACTOR, now });
  return killed.length;
}

const EXAMINABLE = new Set(["Scheduled", "EventWait", "QueueHeld", "Queued", "LockWait"]);

function isExaminable({ state }: TimedRun): boolean {
  return EXAMINABLE.has(state);
}

/** Row 11 of the state table: the delay is over. */
function dueMove(now: Date) {
  return ({ tenantId, id }: TimedRun): RunMove => ({
    ...{ tenantId, runId: id, from: ["Delayed"], path: ["Scheduled"], startAt: now },
    reason: "DELAY_OVER",
    detail: null,
  });
}

function killMove({ tenantId, id, state }: TimedRun): RunMove {
  return {
    ...{ tenantId, runId: id, from: [state], path: ["Killing"] },
    reason: "RUNTIME_LIMIT",
    detail: null,
  };
}

function waitIsOver({ tenantId, id, attempt }: TimedRun): RunOutcome {
  return {
    ...{ tenantId, runId: id, attempt, to: "Completed", detail: null, reason: null },
    ...{ actor: ACTOR, httpStatus: null, returnCode: null, result: null },
    logLines: [],
    serverId: null,
  };
}

/** Opens and closes queues whose window has done so, or whose process servers came or went. */
export async function timeQueuesOnce(deps: EngineDeps): Promise<number> {
  const now = deps.clock.now();
  let changed = 0;
  for (const tenantId of await tenantsWithTimedQueues(deps.db.pool, now)) {
    const names = await inTransaction(deps.db.pool, (tx) =>
      refreshQueueClosures(tx, { tenantId, names: null, now }),
    );
    changed += names.length;
  }
  return changed;
}
