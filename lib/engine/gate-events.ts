import type { GateDecision } from "@/lib/domain/gate/decide-gates";
import { recordedComment } from "@/lib/domain/gate/event-comment";
import { eventResource } from "@/lib/domain/gate/resource";
import type { ClaimedRun } from "@/lib/store/claim-runs";
import { clearEvent, raiseEvents } from "@/lib/store/event-occurrences";
import { recordGateChange } from "@/lib/store/gate-changes";
import type { Queryable } from "@/lib/store/queryable";

/** Takes away the occurrences that runs take; the next pending one of the event, if there is one, is news to all. */
export async function clearEvents(
  tx: Queryable,
  decisions: readonly GateDecision[],
  now: Date,
): Promise<void> {
  for (const { candidate, clears } of decisions) {
    const { tenantId, id } = candidate;
    for (const name of clears) {
      await clearEvent(tx, { tenantId, name }, { by: id, now });
      await recordGateChange(tx, { tenantId, resource: eventResource(name), now });
    }
  }
}

/** Events raised on Running; those on final states are raised by the statement that ends a run. */
export async function raiseAtStart(
  tx: Queryable,
  started: readonly ClaimedRun[],
  { decisions, now }: { decisions: readonly GateDecision[]; now: Date },
): Promise<void> {
  const needs = new Map(decisions.map(({ candidate }) => [candidate.id, candidate.needs]));
  const raisings = started.flatMap((run) =>
    (needs.get(run.id)?.raiseEvents ?? [])
      .filter(({ on }) => on === "Running")
      .map(({ event, comment }) => ({
        ...{ tenantId: run.tenantId, name: event, runId: run.id },
        by: `${run.jobName} ${run.jobCount}`,
        ...recordedComment(comment, { ...run, state: "Running" }),
      })),
  );
  for (const { tenantId, name } of await raiseEvents(tx, raisings, now)) {
    await recordGateChange(tx, { tenantId, resource: eventResource(name), now });
  }
}
