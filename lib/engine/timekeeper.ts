/**
 * Timekeeper: does what time alone brings about. Waits that are over end, windows that open or close have the runs in
 * them examined, delayed restarts become due, runs over their limit are killed, queues open and close with their
 * windows and servers. Runs at the next such moment and at least once a second; two at once act on different runs.
 */
import { decideTimedRun, type TimedDecision } from "@/lib/domain/gate/timed-run";
import { nextSearch } from "@/lib/domain/gate/window-gate";
import { finishRuns, type RunOutcome } from "@/lib/store/finish-runs";
import { moveRuns, type RunMove } from "@/lib/store/move-runs";
import type { NeverRun } from "@/lib/store/never-runs";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { refreshQueueClosures } from "@/lib/store/queue-closures";
import {
  conductTimedRuns,
  examineTimedRuns,
  lockTimedRuns,
  restUntil,
  type TimedRunRow,
  timedQueues,
} from "@/lib/store/timed-runs";
import type { EngineDeps } from "./engine-deps";
import { seekStarts } from "./seek-starts";

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

interface Decided {
  run: TimedRunRow;
  decision: TimedDecision;
}

async function act(tx: Queryable, timed: readonly TimedRunRow[], now: Date): Promise<number> {
  const decided = timed.map((run) => ({ run, decision: decideTimedRun(run, now) }));
  const to = (act: TimedDecision["act"]) =>
    decided.filter(({ decision }) => decision.act === act).map(({ run }) => run);
  const by = { actor: ACTOR, now };
  await conductTimedRuns(tx, to("conduct"));
  await moveRuns(tx, to("start").map(dueMove(now)), by);
  await finishRuns(tx, to("complete").map(waitIsOver), now);
  await examineTimedRuns(tx, to("examine"));
  await seek(tx, to("seek_start"), now);
  await restUntil(tx, decided.flatMap(restOf));
  return (await moveRuns(tx, to("kill").map(killMove), by)).length;
}

function restOf({ run, decision }: Decided) {
  return decision.act === "rest" ? [{ ...run, until: decision.until }] : [];
}

/** An opening may lie within two years by now (row 36 of the state table). */
async function seek(tx: Queryable, runs: readonly TimedRunRow[], now: Date): Promise<void> {
  const never = runs.flatMap(({ tenantId, id, needs }): NeverRun[] =>
    needs === null ? [] : [{ tenantId, id, needs }],
  );
  const left = await seekStarts(tx, never, { actor: ACTOR, reason: "START_FOUND", now });
  await restUntil(
    tx,
    left.map((run) => ({ ...run, until: nextSearch(now) })),
  );
}

/** Row 11 of the state table: the delay is over; and row 20 for a run an operator wanted held then. */
function dueMove(now: Date) {
  return ({ tenantId, id, holdWhenReached }: TimedRunRow): RunMove => ({
    ...{ tenantId, runId: id, from: ["Delayed"], startAt: now, detail: null },
    path: holdWhenReached ? ["Scheduled", "Held"] : ["Scheduled"],
    reason: holdWhenReached ? "HELD_BY_OPERATOR" : "DELAY_OVER",
  });
}

function killMove({ tenantId, id, state }: TimedRunRow): RunMove {
  return {
    ...{ tenantId, runId: id, from: [state], path: ["Killing"] },
    reason: "RUNTIME_LIMIT",
    detail: null,
  };
}

function waitIsOver({ tenantId, id, attempt }: TimedRunRow): RunOutcome {
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
  for (const { tenantId, names } of await timedQueues(deps.db.pool, now)) {
    const moved = await inTransaction(deps.db.pool, (tx) =>
      refreshQueueClosures(tx, { tenantId, names, now }),
    );
    changed += moved.length;
  }
  return changed;
}
