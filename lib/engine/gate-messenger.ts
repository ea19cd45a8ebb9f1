/**
 * Gate messenger: passes on what has changed at gates to the runs that wait there. Every change left a note in the
 * transaction that made it, so none is lost with a node. Runs whenever a note may be there, and now and then sweeps
 * through everything somebody waits for, for whoever was passed over because it was being changed. Two messengers at
 * once take different notes, and wait for each other at the gates they share.
 */
import { AppError } from "@/lib/domain/errors";
import { parseResource, type Resource, type ResourceKind } from "@/lib/domain/gate/resource";
import { takeAutoSubmissions } from "@/lib/store/auto-submit";
import { recordGateChanges } from "@/lib/store/gate-changes";
import {
  awaitedResources,
  type ChangedResource,
  holdGates,
  limitedQueuesOfPlainRuns,
  takeGateChanges,
} from "@/lib/store/gate-notes";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { submitByName } from "@/lib/store/submit-by-name";
import {
  type NamedGate,
  wakeAside,
  wakeAtEvents,
  wakeAtLocks,
  wakeAtQueues,
} from "@/lib/store/waking";
import { examineQueues, examineWindows, letIn } from "./changed-rules";
import type { EngineDeps } from "./engine-deps";
import { makeComments } from "./event-comments";

/** Notes of one transaction. */
const CHANGES = 100;

/** What one pass did: notes passed on, and whether runs may have to be examined now. */
export interface MessengerSummary {
  changes: number;
  woken: number;
  more: boolean;
}

type Gate = Resource & NamedGate;

interface Passing {
  deps: EngineDeps;
  now: Date;
}

/** Passes on the oldest notes in one transaction. */
export async function passOnOnce(deps: EngineDeps): Promise<MessengerSummary> {
  const now = deps.clock.now();
  const pass = await inTransaction(deps.db.keyed, async (tx) => {
    const changes = await takeGateChanges(tx, CHANGES);
    if (changes.length === 0) return { changes: 0, woken: 0, submitted: [] };
    const gates = changes.flatMap(gateOf);
    await holdGates(tx, "event", gatesOf(gates, ["event"]));
    await holdGates(tx, "queue", gatesOf(gates, ["queue", "room"]));
    await holdGates(tx, "lock", gatesOf(gates, ["lock", "unit"]));
    await makeComments(tx, gatesOf(gates, ["event"]));
    const submitted = await autoSubmit(tx, gatesOf(gates, ["event"]), { deps, now });
    return { changes: changes.length, woken: await wakeAll(tx, gates, now), submitted };
  });
  deps.announce(pass.submitted);
  return {
    changes: pass.changes,
    woken: pass.woken + pass.submitted.length,
    more: pass.changes === CHANGES,
  };
}

async function wakeAll(tx: Queryable, gates: readonly Gate[], now: Date): Promise<number> {
  const changedQueues = gatesOf(gates, ["queue"]);
  const counts = [
    await examineQueues(tx, changedQueues, now),
    await examineWindows(tx, gatesOf(gates, ["window"]), now),
    await wakeAside(tx, gatesOf(gates, ["lock"])),
    await wakeAtEvents(tx, gatesOf(gates, ["event"])),
    await wakeAtQueues(tx, gatesOf(gates, ["queue", "room"])),
    await letIn(tx, changedQueues, now),
    await wakeAtLocks(tx, gatesOf(gates, ["lock", "unit"])),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Leaves a note for everything that looks free though somebody waits for it, and for queues in which runs would start
 * past its rules: what was passed over once is looked at again.
 */
export async function sweepOnce(deps: EngineDeps): Promise<number> {
  const now = deps.clock.now();
  const { keyed } = deps.db;
  const found = [...(await awaitedResources(keyed)), ...(await limitedQueuesOfPlainRuns(keyed))];
  for (const tenantId of new Set(found.map((change) => change.tenantId))) {
    const own = found.filter((change) => change.tenantId === tenantId);
    await recordGateChanges(
      deps.db.pool,
      { tenantId, now },
      own.map(({ resource }) => resource),
    );
  }
  return found.length;
}

function gateOf({ tenantId, resource }: ChangedResource): Gate[] {
  const parsed = parseResource(resource);
  return parsed ? [{ ...parsed, tenantId }] : [];
}

/** The gates of these kinds, each once. */
function gatesOf(gates: readonly Gate[], kinds: readonly ResourceKind[]): NamedGate[] {
  const own = gates.filter(({ kind }) => kinds.includes(kind));
  return [...new Map(own.map((gate) => [`${gate.tenantId} ${gate.name}`, gate])).values()];
}

/** A definition that cannot be submitted keeps neither the others back nor those who wait for the event. */
async function autoSubmit(tx: Queryable, events: readonly NamedGate[], { deps, now }: Passing) {
  const submitted: { tenantId: string; runId: string }[] = [];
  for (const { tenantId, name } of events) {
    for (const definition of await takeAutoSubmissions(tx, { tenantId, event: name })) {
      const request = { tenantId, names: [definition], submittedBy: `event ${name}`, now };
      try {
        const runs = await submitByName(tx, deps, request);
        submitted.push(...runs.map((runId) => ({ tenantId, runId })));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        deps.logger.warn({ err: error, definition, event: name }, "an event could not submit it");
      }
    }
  }
  return submitted;
}
