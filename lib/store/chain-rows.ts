import type { CallRun, StepRun } from "@/lib/domain/chain/chain-picture";
import type { RunState } from "@/lib/domain/run/run-state";

/** The run of a chain itself. */
export interface ChainRootRow {
  id: string;
  definitionId: string;
  definitionName: string;
  queue: string;
  priority: number;
  startAt: Date;
  rootStartAt: Date;
  submittedBy: string;
  scheduleId: string | null;
  parameters: Readonly<Record<string, unknown>>;
  /** Its place as a call of an outer chain; null for a chain of its own. */
  call: {
    parentId: string;
    chainId: string | null;
    stepName: string | null;
    callName: string | null;
    iteration: number;
  } | null;
}

/** A step as it is read. */
export interface StepRow {
  id: string;
  chain_id: string;
  step_name: string;
  iteration: number;
  state: RunState;
  start_at: Date;
  hold_when_reached: boolean;
  counts_as_start: boolean;
}

/** A call as it is read. */
export interface CallRow {
  tenant_id: string;
  id: string;
  chain_id: string;
  parent_id: string;
  call_name: string;
  state: RunState;
  hold_when_reached: boolean;
  /** It has ended, but whether it is started again is still open (run-states-and-chains 8.2 rule 8). */
  is_pending: boolean;
  result_of: string | null;
}

/** The run of a chain as it is read. */
export interface RootRow {
  tenant_id: string;
  id: string;
  state: RunState;
  definition_id: string;
  definition_name: string;
  queue: string;
  priority: number;
  start_at: Date;
  root_start_at: Date;
  submitted_by: string;
  schedule_id: string | null;
  parameters: Record<string, unknown> | null;
  parent_id: string | null;
  chain_id: string | null;
  step_name: string | null;
  call_name: string | null;
  iteration: number;
  handler_restarts: number;
  /** Which writing of the snapshot is the present one. */
  version: string;
}

export const ROOT_COLUMNS = `r.tenant_id, r.id, r.state, r.definition_id, r.definition_name, r.queue, r.priority, r.start_at,
  r.root_start_at, r.submitted_by, r.schedule_id, r.parameters, r.parent_id, r.chain_id, r.step_name, r.call_name, r.iteration`;

export const STEP_COLUMNS = `r.id, r.parent_id AS chain_id, r.step_name, r.iteration, r.state, r.start_at,
  r.hold_when_reached, r.counts_as_start`;

export const CALL_COLUMNS = `r.tenant_id, r.id, r.chain_id, r.parent_id, r.call_name, r.state, r.hold_when_reached, r.result_of,
  r.ended_at IS NOT NULL AND (r.conduct OR (r.gated AND EXISTS (
    SELECT FROM operator_message m WHERE m.run_id = r.id AND m.state = 'open'))) AS is_pending`;

export function stepFrom(row: StepRow): StepRun {
  return {
    id: row.id,
    name: row.step_name,
    iteration: row.iteration,
    state: row.state,
    holdWhenReached: row.hold_when_reached,
    startAt: row.state === "Delayed" ? row.start_at : null,
    countsAsStart: row.counts_as_start,
  };
}

export function callFrom(row: CallRow): CallRun {
  return {
    id: row.id,
    stepRunId: row.parent_id,
    name: row.call_name,
    state: row.state,
    holdWhenReached: row.hold_when_reached,
    isAutomaticRestartPending: row.is_pending,
    keepsResultOf: row.result_of,
  };
}

export function rootFrom(row: RootRow): ChainRootRow {
  const { parent_id: parentId, chain_id: chainId } = row;
  const { step_name: stepName, call_name: callName, iteration } = row;
  return {
    id: row.id,
    definitionId: row.definition_id,
    definitionName: row.definition_name,
    queue: row.queue,
    priority: row.priority,
    startAt: row.start_at,
    rootStartAt: row.root_start_at,
    submittedBy: row.submitted_by,
    scheduleId: row.schedule_id,
    parameters: row.parameters ?? {},
    call: parentId === null ? null : { parentId, chainId, stepName, callName, iteration },
  };
}
