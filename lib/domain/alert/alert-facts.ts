import type { RunState } from "@/lib/domain/run/run-state";
import { type AlertEvent, OWN_SETTINGS_RULE } from "./alert-event";
import { type AlertRule, putAlertRuleSchema } from "./alert-rule";

/** What a rule is matched against: what its subject is called. */
export interface AlertSubject {
  tenantId: string;
  definitionId: string;
  definition: string;
  jobName: string;
  queue: string;
}

/** A run at a state it has entered, or is in. */
export interface RunFact extends AlertSubject {
  runId: string;
  jobCount: string;
  state: RunState;
  reason: string | null;
  /** When it entered the state; for a run that is only looked at, the instant of that. */
  at: Date;
  /** When it was to start. */
  plannedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Alert settings of its definition (job-scheduling-api, ansConfig). */
  alertOnError: boolean;
  alertOnSuccess: boolean;
}

/** A schedule the scheduler has switched off by itself. */
export interface ScheduleFact extends AlertSubject {
  /** Names the entry of the action log. */
  entryId: string;
  at: Date;
  text: string;
}

/** How many runs of a job execute at once, and the one that started last. */
export interface ParallelFact extends AlertSubject {
  running: number;
  latest: RunFact;
}

/** Something a rule tells about. */
export interface Occurrence {
  rule: AlertRule;
  event: AlertEvent;
  subject: AlertSubject;
  /** The same one is told once: the run, or the entry of the action log. */
  occurrenceKey: string;
  run: RunFact | null;
  at: Date;
  /** What happened, as one sentence without its full stop. */
  message: string;
}

/**
 * The rule that stands for the alert settings of the definitions of a tenant; successes are read only where one of them
 * wants to tell them.
 */
export function ownSettingsRule(tenantId: string, isSuccessTold = true): AlertRule {
  const body = putAlertRuleSchema.parse({
    events: isSuccessTold ? ["RUN_FAILED", "RUN_SUCCEEDED"] : ["RUN_FAILED"],
    coolDownMinutes: 0,
  });
  return { ...body, tenantId, name: OWN_SETTINGS_RULE, activeSince: new Date(0) };
}
