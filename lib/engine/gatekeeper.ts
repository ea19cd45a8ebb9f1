/**
 * Gatekeeper: takes runs through their gates (run-states-and-chains 8.3). Passes on what has changed to those who wait
 * for it, examines those who are due or were woken, and starts those for whom everything is free: locks and slot in
 * one transaction. Nothing polls runs that wait. Two gatekeepers at once wait for each other at the gates they share
 * and examine different runs.
 */
import { decideGates, type GateDecision } from "@/lib/domain/gate/decide-gates";
import { compareDispatch, type DispatchKey } from "@/lib/domain/gate/dispatch-order";
import type { GateCandidate, GateWorld } from "@/lib/domain/gate/gate-world";
import { gatesForNextInLine } from "@/lib/domain/gate/next-in-line";
import { eventResource } from "@/lib/domain/gate/resource";
import { noteWaiting, saveGateProgress, takeLocks } from "@/lib/store/admission";
import { type AdmittedRun, type ClaimedRun, startAdmittedRuns } from "@/lib/store/claim-runs";
import { clearEvent, raiseEvents } from "@/lib/store/event-occurrences";
import { headOfPlainRuns, lockGateCandidates } from "@/lib/store/gate-candidates";
import { recordGateChange } from "@/lib/store/gate-changes";
import { loadGateWorld } from "@/lib/store/load-gate-world";
import { moveRuns } from "@/lib/store/move-runs";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import type { EngineDeps } from "./engine-deps";

/** Runs examined in one transaction. */
const EXAMINED = 200;

/** What of this process server is free. */
export interface SlotBudget {
  server: { id: string; name: string };
  /** Slots for whatever run. */
  limit: number;
  /** Slots per origin where that is less; null when no origin is short of them. */
  limitByOrigin: Readonly<Record<string, number>> | null;
  limitOfOthers: number;
}

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

/** Examines the head of the runs that are due or were woken, and starts those that may. */
export async function admitOnce(deps: EngineDeps, budget: SlotBudget): Promise<AdmitSummary> {
  const now = deps.clock.now();
  const pass = await inTransaction(deps.db.keyed, async (tx) => {
    const candidates = await lockGateCandidates(tx, {
      now,
      server: budget.server.name,
      limit: EXAMINED,
      slots: Math.min(Math.max(0, budget.limit), EXAMINED),
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
    lackSlot: pass.decisions.some(({ reason }) => reason === "NO_SLOT"),
  };
}

/** Gives slots in dispatch order: runs without gates that come first keep theirs. */
function slotTaker(budget: SlotBudget, plain: readonly DispatchKey[]) {
  let taken = 0;
  const takenOf = new Map<string, number>();
  return (candidate: GateCandidate): boolean => {
    const before = plain.filter((key) => compareDispatch(key, candidate) < 0).length;
    if (taken + before >= budget.limit) return false;
    const ofOrigin = takenOf.get(candidate.origin) ?? 0;
    const limitOfOrigin =
      budget.limitByOrigin?.[candidate.origin] ??
      (budget.limitByOrigin ? budget.limitOfOthers : budget.limit);
    if (ofOrigin >= limitOfOrigin) return false;
    taken += 1;
    takenOf.set(candidate.origin, ofOrigin + 1);
    return true;
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
  await raiseAtStart(tx, starting, now);
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

function admittedRun({ candidate }: GateDecision, now: Date): AdmittedRun {
  const { waitSeconds, runtimeLimit } = candidate.needs;
  const seconds = [waitSeconds, runtimeLimit?.maxSeconds ?? null].filter((value) => value !== null);
  return {
    tenantId: candidate.tenantId,
    id: candidate.id,
    wakeAt: seconds.length === 0 ? null : new Date(now.getTime() + Math.min(...seconds) * 1000),
  };
}

async function clearEvents(
  tx: Queryable,
  decisions: readonly GateDecision[],
  now: Date,
): Promise<void> {
  for (const { candidate, clears } of decisions) {
    for (const name of clears) {
      await clearEvent(tx, { tenantId: candidate.tenantId, name }, { by: candidate.id, now });
    }
  }
}

/** Events raised on Running; those on final states are raised by the statement that ends a run. */
async function raiseAtStart(
  tx: Queryable,
  starting: readonly GateDecision[],
  now: Date,
): Promise<void> {
  const raisings = starting.flatMap(({ candidate }) =>
    candidate.needs.raiseEvents
      .filter(({ on }) => on === "Running")
      .map(({ event, comment }) => ({
        ...{ tenantId: candidate.tenantId, name: event, runId: candidate.id, comment },
        by: candidate.id,
      })),
  );
  for (const { tenantId, name } of await raiseEvents(tx, raisings, now)) {
    await recordGateChange(tx, { tenantId, resource: eventResource(name), now });
  }
}
