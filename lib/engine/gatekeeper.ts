/**
 * Gatekeeper: takes runs through their gates (run-states-and-chains 8.3). Examines those who are due or were woken,
 * and starts those for whom everything is free: locks and slot in one transaction. Nothing polls runs that wait. Two
 * gatekeepers at once wait for each other at the gates they share and examine different runs.
 */
import { decideGates, type GateDecision, NO_SLOT } from "@/lib/domain/gate/decide-gates";
import type { GateCandidate, GateWorld } from "@/lib/domain/gate/gate-world";
import { gatesForNextInLine } from "@/lib/domain/gate/next-in-line";
import { noteWaiting, saveGateProgress, takeLocks } from "@/lib/store/admission";
import { type AdmittedRun, type ClaimedRun, startAdmittedRuns } from "@/lib/store/claim-runs";
import { headOfPlainRuns, lockGateCandidates } from "@/lib/store/gate-candidates";
import { recordGateChange } from "@/lib/store/gate-changes";
import { loadGateWorld } from "@/lib/store/load-gate-world";
import { moveRuns } from "@/lib/store/move-runs";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import type { EngineDeps } from "./engine-deps";
import { clearEvents, raiseAtStart } from "./gate-events";
import { fullOrigins, type SlotBudget, slotTaker } from "./slot-budget";

/** Runs examined in one transaction. */
const EXAMINED = 200;

/** What one pass did. */
export interface AdmitSummary {
  started: ClaimedRun[];
  /** Runs that were examined. */
  examined: number;
  /** More may be waiting to be examined at once. */
  more: boolean;
  /** Runs that lack nothing but a slot. */
  lackSlot: boolean;
}

const NOTHING: AdmitSummary = { started: [], examined: 0, more: false, lackSlot: false };

/** This process server is not to start anything any more: what was decided for it is taken back. */
class ServerGone extends Error {}

/** Examines the head of the runs that are due or were woken, and starts those that may. */
export async function admitOnce(deps: EngineDeps, budget: SlotBudget): Promise<AdmitSummary> {
  try {
    return await admit(deps, budget);
  } catch (error) {
    if (error instanceof ServerGone) return NOTHING;
    throw error;
  }
}

async function admit(deps: EngineDeps, budget: SlotBudget): Promise<AdmitSummary> {
  const now = deps.clock.now();
  const pass = await inTransaction(deps.db.keyed, async (tx) => {
    const candidates = await lockGateCandidates(tx, {
      now,
      server: budget.server.name,
      limit: EXAMINED,
      slots: Math.min(Math.max(0, budget.limit), EXAMINED),
      fullOrigins: fullOrigins(budget),
    });
    if (candidates.length === 0) return { started: [], decisions: [], more: false };
    const stored = await loadGateWorld(tx, candidates);
    const plain = await headOfPlainRuns(tx, { now, limit: Math.max(0, budget.limit) });
    const takeSlot = slotTaker(budget, plain);
    const world: GateWorld = { ...stored, now, server: budget.server.name, takeSlot };
    const decisions = decideGates(candidates, world);
    const started = await commitDecisions(tx, decisions, { budget, now });
    const next = gatesForNextInLine(world);
    for (const gate of next) await recordGateChange(tx, { ...gate, now });
    return { started, decisions, more: next.length > 0 || candidates.length >= EXAMINED };
  });
  deps.announce(
    pass.decisions.map(({ candidate }) => ({ tenantId: candidate.tenantId, runId: candidate.id })),
  );
  return {
    started: pass.started,
    examined: pass.decisions.length,
    more: pass.more,
    lackSlot: pass.decisions.some(({ reason }) => reason === NO_SLOT),
  };
}

interface Commit {
  budget: SlotBudget;
  now: Date;
}

async function commitDecisions(
  tx: Queryable,
  decisions: readonly GateDecision[],
  { budget, now }: Commit,
): Promise<ClaimedRun[]> {
  const starting = decisions.filter((decision) => decision.starts);
  const waiting = decisions.filter((decision) => !decision.starts);
  await saveGateProgress(tx, decisions);
  await clearEvents(tx, decisions, now);
  await takeLocks(tx, starting, now);
  const moving = waiting.filter((decision) => decision.path.length > 0);
  await moveRuns(tx, moving.map(waitingMove), { actor: "gatekeeper", now });
  await noteWaiting(
    tx,
    waiting.filter((decision) => decision.path.length === 0),
  );
  const started = await startAdmittedRuns(
    tx,
    starting.map((decision) => admittedRun(decision, now)),
    { serverId: budget.server.id, serverName: budget.server.name, now },
  );
  if (started.length < starting.length) throw new ServerGone();
  await raiseAtStart(tx, started, { decisions: starting, now });
  return started;
}

function waitingMove({ candidate, path, reason, blockedOn, wakeAt, startAt }: GateDecision) {
  return {
    tenantId: candidate.tenantId,
    runId: candidate.id,
    from: [candidate.state],
    path,
    reason,
    detail: null,
    blockedOn,
    wakeAt,
    startAt,
  };
}

function admittedRun({ candidate }: { candidate: GateCandidate }, now: Date): AdmittedRun {
  const { waitSeconds, runtimeLimit } = candidate.needs;
  const seconds = [waitSeconds, runtimeLimit?.maxSeconds ?? null].filter((value) => value !== null);
  return {
    tenantId: candidate.tenantId,
    id: candidate.id,
    wakeAt: seconds.length === 0 ? null : new Date(now.getTime() + Math.min(...seconds) * 1000),
  };
}
