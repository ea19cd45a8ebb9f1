import { explainRun } from "@/lib/domain/run/explanation";
import { actionsFor } from "@/lib/domain/run/run-actions";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { stageOf } from "@/lib/domain/run/run-state";
import { vocabulariesOf } from "@/lib/domain/run/vocabularies";
import type { RunRow } from "@/lib/store/run-row";

/** A stored run as it is shown, with everything that follows from its state. */
export function runItemFrom(row: RunRow): RunListItem {
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
    explanation: explainRun(row),
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
    restartOf: row.restartOf,
    submittedBy: row.submittedBy,
    vocabularies: vocabulariesOf(row),
    actions: actionsFor(row),
  };
}

/** An instant as text, or null. */
export function isoOrNull(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
