/**
 * Rescuer: looks after runs nobody else will. Every few seconds on every node: declares servers lost
 * whose lease ran out, gives their runs an end, ends runs whose callback did not come, has killed runs
 * ended, makes due runs claimable. Two rescuers at once do no harm: every change is compare-and-set.
 */
import { decideOrphan } from "@/lib/domain/engine/orphaned-run";
import {
  findExpiredRuns,
  findOrphanedRuns,
  findRunsToKill,
  type LiveRun,
  queueWaitingRuns,
  readyDueRuns,
} from "@/lib/store/live-runs";
import { moveRuns, type RunMove } from "@/lib/store/move-runs";
import { declareLostServers } from "@/lib/store/server-leases";
import type { ServerIdentity } from "./dispatcher";
import type { EngineDeps } from "./engine-deps";

const BATCH = 1000;
/** How long a run may be due before it is shown as Queued. */
const QUEUED_AFTER_MS = 1000;
/** How long before its start a run becomes claimable; the claim itself waits for the start. */
export const READY_AHEAD_MS = 2000;
const ACTOR = "rescuer";

/** What one pass did. */
export interface RescueSummary {
  lostServers: string[];
  rescued: number;
  expired: number;
  readied: number;
}

/**
 * Declares servers lost whose lease ran out before `before`, and gives the runs of lost servers an end or a
 * second start. Null judges nobody.
 */
export async function rescueOnce(
  deps: EngineDeps,
  before: Date | null,
): Promise<Pick<RescueSummary, "lostServers" | "rescued">> {
  const now = deps.clock.now();
  const lostServers = before ? await declareLostServers(deps.db.pool, { before, now }) : [];
  if (lostServers.length > 0)
    deps.logger.warn({ servers: lostServers }, "process servers were lost");
  return { lostServers, rescued: await rescueOrphans(deps) };
}

/** Gives runs of stopped and lost servers an end, or a second start where they had not started. */
export async function rescueOrphans(deps: EngineDeps): Promise<number> {
  const orphans = await findOrphanedRuns(deps.db.keyed, BATCH);
  const moves = orphans.map(orphanMove).filter((move) => move !== null);
  return apply(deps, moves, deps.clock.now());
}

function orphanMove(run: LiveRun): RunMove | null {
  const decision = decideOrphan(run.state);
  if (!decision) return null;
  return {
    tenantId: run.tenantId,
    runId: run.id,
    from: [run.state],
    path: decision.path,
    reason: run.serverName ? `WORKER_LOST: ${run.serverName}` : "WORKER_LOST",
    detail: null,
  };
}

/** Ends runs Unknown whose callback or late answer did not come within the asynchronous timeout. */
export async function expireOnce(deps: EngineDeps): Promise<number> {
  const now = deps.clock.now();
  const expired = await findExpiredRuns(deps.db.keyed, now, BATCH);
  const moves = expired.map((run): RunMove => {
    const isKilling = run.state === "Killing";
    return {
      tenantId: run.tenantId,
      runId: run.id,
      from: [run.state],
      path: [isKilling ? "Killed" : "Unknown"],
      reason: isKilling ? "KILLED" : "NO_CALLBACK",
      detail: null,
    };
  });
  return apply(deps, moves, now);
}

/** Makes runs claimable whose start is near, and shows those as Queued that found no slot. */
export async function readyOnce(deps: EngineDeps): Promise<number> {
  const now = deps.clock.now();
  const nearBy = new Date(now.getTime() + READY_AHEAD_MS);
  const readied = await readyDueRuns(deps.db.keyed, nearBy, BATCH);
  const dueBefore = new Date(now.getTime() - QUEUED_AFTER_MS);
  await queueWaitingRuns(deps.db.keyed, { dueBefore, now, limit: BATCH });
  return readied;
}

/**
 * Ends the calls of killed runs this server holds. A run it does not know any more, because it was
 * finished or its outcome is on the way, is left to the outcome.
 */
export async function killOnce(
  deps: EngineDeps & { server: ServerIdentity; abort: (runId: string) => boolean },
): Promise<number> {
  const runs = await findRunsToKill(deps.db.keyed, deps.server.id);
  return runs.filter((run) => deps.abort(run.id)).length;
}

async function apply(deps: EngineDeps, moves: readonly RunMove[], now: Date): Promise<number> {
  const moved = await moveRuns(deps.db.keyed, moves, { actor: ACTOR, now });
  deps.announce(moved.map((run) => ({ tenantId: run.tenantId, runId: run.id })));
  return moved.length;
}
