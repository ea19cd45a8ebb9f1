import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";
import { gateNeedsOf, NO_NEEDS } from "@/lib/domain/gate/gate-needs";
import type { RunState } from "@/lib/domain/run/run-state";
import type { NewGate, NewRun } from "./submit-runs";

/** What a submission needs of a definition. */
export interface SubmittableDefinition {
  id: string;
  tenantId: string;
  name: string;
  kind: string;
  jobName: string;
  queue: string;
  priority: number;
  hold: boolean;
  origin: string;
  /** Of a definition whose runs pass through gates; null for one whose runs take the next free slot. */
  properties: DefinitionProperties | null;
}

/** How one run of a definition is asked for. */
export interface RunRequest {
  id: string;
  startAt: Date;
  /** The instant of the submission. */
  now: Date;
  submittedBy: string;
  parameters: unknown;
  queue?: string | null | undefined;
  priority?: number | null | undefined;
  hold?: boolean | undefined;
  plannedAt?: Date | null;
  scheduleId?: string | null | undefined;
  restartOf?: string | null | undefined;
  /** Recorded with the run unless it is held. */
  reason?: string | null;
  /** Starts of its series of automatic restarts, this one included. */
  starts?: number;
  /** Its start is put off by a rule, not by a wish: it is Delayed until `startAt`. */
  isDelayed?: boolean;
  /** The queue it is submitted to keeps runs back whatever the definition says. */
  isQueueLimited?: boolean;
}

/** A run of a definition as it is recorded: held, delayed, or scheduled and claimable from its start on. */
export function newRunOf(definition: SubmittableDefinition, request: RunRequest): NewRun {
  const state = firstState(definition, request);
  return {
    tenantId: definition.tenantId,
    id: request.id,
    definitionId: definition.id,
    definitionName: definition.name,
    kind: definition.kind,
    jobName: definition.jobName,
    queue: request.queue ?? definition.queue,
    priority: request.priority ?? definition.priority,
    startAt: request.startAt,
    plannedAt: request.plannedAt ?? null,
    scheduleId: request.scheduleId ?? null,
    restartOf: request.restartOf ?? null,
    origin: definition.origin,
    parameters: request.parameters,
    submittedBy: request.submittedBy,
    path: [state],
    reason: state === "Held" ? "HOLD_ON_SUBMIT" : (request.reason ?? null),
    ready: state === "Scheduled" && request.startAt <= request.now,
    ended: false,
    gate: gateOf(definition, request, state),
    place: null,
  };
}

function firstState({ hold }: SubmittableDefinition, request: RunRequest): RunState {
  if (request.hold ?? hold) return "Held";
  return request.isDelayed ? "Delayed" : "Scheduled";
}

function gateOf(
  { properties }: SubmittableDefinition,
  { isQueueLimited, starts, startAt }: RunRequest,
  state: RunState,
): NewGate | null {
  const isDelayed = state === "Delayed";
  if (properties === null && !isQueueLimited && !isDelayed) return null;
  return {
    needs: properties ? gateNeedsOf(properties) : NO_NEEDS,
    starts: starts ?? 1,
    wakeAt: isDelayed ? startAt : null,
  };
}
