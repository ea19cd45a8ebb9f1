import { parseResource } from "@/lib/domain/gate/resource";
import { explainRun } from "@/lib/domain/run/explanation";
import type { QuestionFacts, WaitsFor } from "@/lib/domain/run/explanation/run-facts";
import { actionsFor } from "@/lib/domain/run/run-actions";
import type { RunListItem, RunReference, WaitedGate } from "@/lib/domain/run/run-item";
import { stageOf } from "@/lib/domain/run/run-state";
import { vocabulariesOf } from "@/lib/domain/run/vocabularies";
import type { RunRow } from "@/lib/store/run-row";
import type { RunWaits } from "@/lib/store/run-waits";

/** What a run is shown with: what it waits for, as it was looked up, at which moment. */
export interface Surroundings {
  waitsFor: WaitsFor | null;
  question: QuestionFacts | null;
  now: Date;
}

/** What a run is shown with, of what was looked up for several. */
export function surroundingsOf({ id }: RunRow, waits: RunWaits, now: Date): Surroundings {
  return {
    waitsFor: waits.waitsFor.get(id) ?? null,
    question: waits.questions.get(id) ?? null,
    now,
  };
}

/** A stored run as it is shown, with everything that follows from its state. */
export function runItemFrom(row: RunRow, { waitsFor, question, now }: Surroundings): RunListItem {
  return {
    id: row.id,
    tenantId: row.tenantId,
    tenant: row.tenantName,
    role: row.role,
    definition: row.definitionName,
    definitionId: row.definitionId,
    kind: row.kind,
    jobName: row.jobName,
    jobCount: row.jobCount,
    state: row.state,
    stage: stageOf(row.state),
    detail: row.detail,
    reason: row.reason,
    explanation: explainRun({ ...row, waitsFor, question }, now),
    queue: row.queue,
    priority: row.priority,
    server: row.server,
    submittedAt: row.submittedAt.toISOString(),
    startAt: row.startAt.toISOString(),
    plannedAt: isoOrNull(row.plannedAt),
    startedAt: isoOrNull(row.startedAt),
    endedAt: isoOrNull(row.endedAt),
    attempt: row.attempt,
    httpStatus: row.httpStatus,
    returnCode: row.returnCode,
    schedule: row.scheduleId,
    parent: row.parentId,
    chain: row.chainId,
    step: row.stepName,
    call: row.callName,
    iteration: row.stepName === null ? null : row.iteration,
    restartOf: row.restartOf,
    waitsFor: waitedGate(row.blockedOn),
    heldUpBy: heldUpBy(waitsFor),
    submittedBy: row.submittedBy,
    vocabularies: vocabulariesOf(row),
    actions: actionsFor({ ...row, isTopLevel: row.parentId === null }),
  };
}

const WAITED_KINDS = ["queue", "lock", "event", "window"] as const;

function waitedGate(blockedOn: string | null): WaitedGate | null {
  const resource = blockedOn === null ? null : parseResource(blockedOn);
  const kind = WAITED_KINDS.find((known) => known === resource?.kind);
  return resource && kind ? { kind, name: resource.name } : null;
}

function heldUpBy(waitsFor: WaitsFor | null): RunReference | null {
  const run =
    waitsFor?.kind === "lock"
      ? waitsFor.holders[0]
      : waitsFor?.kind === "children"
        ? waitsFor.first
        : null;
  return run ? { id: run.id, jobName: run.jobName, jobCount: run.jobCount } : null;
}

/** An instant as text, or null. */
export function isoOrNull(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
