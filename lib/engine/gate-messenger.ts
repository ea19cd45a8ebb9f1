/**
 * Gate messenger: passes on what has changed at gates to the runs that wait there. Every change left a note in the
 * transaction that made it, so none is lost with a node. Runs whenever a note may be there, and now and then sweeps
 * through everything somebody waits for, for whoever was passed over because it was being changed.
 */
import { parseResource, type Resource, type ResourceKind } from "@/lib/domain/gate/resource";
import { takeAutoSubmissions } from "@/lib/store/auto-submit";
import { recordGateChange, recordGateChanges } from "@/lib/store/gate-changes";
import { moveRuns } from "@/lib/store/move-runs";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { submitByName } from "@/lib/store/submit-by-name";
import {
  awaitedResources,
  type ChangedResource,
  examineRunsOfQueues,
  examineRunsOfWindows,
  holdGates,
  takeGateChanges,
  wakeWaiting,
} from "@/lib/store/waking";
import type { EngineDeps } from "./engine-deps";

/** Notes of one transaction. */
const CHANGES = 100;
/** Runs woken at one gate at a time; the next are woken when these were examined and something is left. */
const WOKEN = 100;
const ACTOR = "gatekeeper";
/** The order in which gates are held, the same as when runs are examined. */
const KINDS: readonly ResourceKind[] = ["event", "queue", "lock"];

/** What one pass did: notes passed on, and whether runs may have to be examined now. */
export interface MessengerSummary {
  changes: number;
  woken: number;
  more: boolean;
}

type Gate = Resource & { tenantId: string };

/** Passes on the oldest notes in one transaction. */
export async function passOnOnce(deps: EngineDeps): Promise<MessengerSummary> {
  const now = deps.clock.now();
  return inTransaction(deps.db.keyed, async (tx) => {
    const changes = await takeGateChanges(tx, CHANGES);
    if (changes.length === 0) return { changes: 0, woken: 0, more: false };
    const gates = changes.flatMap(gateOf);
    for (const kind of KINDS) await holdGates(tx, kind, gatesOf(gates, kind));
    let woken = 0;
    for (const gate of gates)
      if (gate.kind === "event") woken += await autoSubmit(tx, deps, gate, now);
    woken += await examineQueues(tx, gatesOf(gates, "queue"), now);
    woken += await examineWindows(tx, gatesOf(gates, "window"), now);
    woken += await wakeWaiting(tx, changes.map(waitedFor), WOKEN);
    return { changes: changes.length, woken, more: changes.length === CHANGES };
  });
}

/** Leaves a note for everything somebody waits for: what was passed over once is looked at again. */
export async function sweepOnce(deps: EngineDeps): Promise<number> {
  const now = deps.clock.now();
  const awaited = await awaitedResources(deps.db.keyed);
  for (const tenantId of new Set(awaited.map((change) => change.tenantId))) {
    const told = awaited
      .filter((change) => change.tenantId === tenantId)
      .map(({ resource }) => resource.replace(/^queue:/, "room:"));
    await recordGateChanges(deps.db.pool, { tenantId, now }, told);
  }
  return awaited.length;
}

function gateOf({ tenantId, resource }: ChangedResource): Gate[] {
  const parsed = parseResource(resource);
  return parsed ? [{ ...parsed, tenantId }] : [];
}

function gatesOf(gates: readonly Gate[], kind: ResourceKind): Gate[] {
  const isQueue = kind === "queue";
  return gates.filter((gate) => gate.kind === kind || (isQueue && gate.kind === "room"));
}

/** A place that was freed in a queue concerns those who wait for the queue. */
function waitedFor({ tenantId, resource }: ChangedResource): ChangedResource {
  return { tenantId, resource: resource.replace(/^room:/, "queue:") };
}

async function autoSubmit(tx: Queryable, deps: EngineDeps, gate: Gate, now: Date): Promise<number> {
  const names = await takeAutoSubmissions(tx, { tenantId: gate.tenantId, event: gate.name });
  const runs = await submitByName(tx, deps, {
    tenantId: gate.tenantId,
    names,
    submittedBy: `event ${gate.name}`,
    now,
  });
  return runs.length;
}

/** Only rules that changed concern runs that do not wait for the queue itself; a freed place does not. */
async function examineQueues(tx: Queryable, queues: readonly Gate[], now: Date): Promise<number> {
  const changed = queues.filter(({ kind }) => kind === "queue");
  const examined = await examineRunsOfQueues(tx, changed, WOKEN);
  if (examined > 0) {
    for (const { tenantId, name } of changed)
      await recordGateChange(tx, { tenantId, resource: `queue:${name}`, now });
  }
  return examined;
}

/** Row 36 of the state table: a start became possible. */
async function examineWindows(tx: Queryable, windows: readonly Gate[], now: Date): Promise<number> {
  const never = await examineRunsOfWindows(tx, windows, WOKEN);
  const moves = never.map(({ tenantId, id }) => ({
    ...{ tenantId, runId: id, startAt: now },
    from: ["Never"] as const,
    path: ["Scheduled"] as const,
    reason: "WINDOW_CHANGED",
    detail: null,
  }));
  await moveRuns(tx, moves, { actor: ACTOR, now });
  return windows.length;
}
