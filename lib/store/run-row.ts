import type { RunState } from "@/lib/domain/run/run-state";

/** A run without its parameters and result: what lists are made of. */
export interface RunRow {
  id: string;
  tenantId: string;
  tenantName: string;
  role: string;
  definitionId: string;
  definitionName: string;
  kind: string;
  jobName: string;
  jobCount: string;
  state: RunState;
  detail: string | null;
  reason: string | null;
  queue: string;
  priority: number;
  ready: boolean;
  /** What it waits for, see lib/domain/gate/resource.ts. */
  blockedOn: string | null;
  /** When time alone changes something about it. */
  wakeAt: Date | null;
  /** Requested start of the top-level run. */
  rootStartAt: Date;
  startAt: Date;
  plannedAt: Date | null;
  submittedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  deadlineAt: Date | null;
  scheduleId: string | null;
  parentId: string | null;
  /** The chain run a step or call belongs to. */
  chainId: string | null;
  stepName: string | null;
  callName: string | null;
  iteration: number;
  /** It becomes Held when its turn comes. */
  holdWhenReached: boolean;
  restartOf: string | null;
  /** The earlier run whose result it stands for. */
  resultOf: string | null;
  attempt: number;
  httpStatus: number | null;
  returnCode: number | null;
  submittedBy: string;
  /** The process server that has or last had it. */
  server: string | null;
  /** Slots of all running process servers. */
  slots: number;
}

/**
 * Columns of a run `r` and its tenant `n` as a {@link RunRow}. A server is named by the transition that started the run,
 * because a finished run has let go of it.
 */
export const RUN_COLUMNS = `r.id, r.tenant_id AS "tenantId", n.name AS "tenantName", r.role, r.definition_id AS "definitionId",
  r.definition_name AS "definitionName", r.kind, r.job_name AS "jobName", r.job_count AS "jobCount", r.state, r.detail,
  r.reason, r.queue, r.priority, r.ready, r.blocked_on AS "blockedOn", r.wake_at AS "wakeAt",
  r.root_start_at AS "rootStartAt", r.start_at AS "startAt", r.planned_at AS "plannedAt",
  r.submitted_at AS "submittedAt", r.started_at AS "startedAt", r.ended_at AS "endedAt", r.deadline_at AS "deadlineAt",
  r.schedule_id AS "scheduleId", r.parent_id AS "parentId", r.chain_id AS "chainId",
  r.step_name AS "stepName", r.call_name AS "callName", r.iteration, r.hold_when_reached AS "holdWhenReached", r.restart_of AS "restartOf", r.result_of AS "resultOf", r.attempt,
  r.http_status AS "httpStatus", r.return_code AS "returnCode", r.submitted_by AS "submittedBy",
  CASE WHEN r.attempt > 0 THEN (SELECT t.actor FROM transition t WHERE t.run_id = r.id AND t.to_state = 'Running'
    ORDER BY t.seq DESC LIMIT 1) END AS server,
  (SELECT COALESCE(sum(p.concurrency), 0)::int FROM process_server p WHERE p.state = 'running') AS slots`;
