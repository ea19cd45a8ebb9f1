import { type RunState, statesIn } from "@/lib/domain/run/run-state";
import { type AlertEvent, OWN_SETTINGS_RULE } from "./alert-event";
import type { AlertRule } from "./alert-rule";

/** What has to be looked at for some rules; what no rule asks for is not read. */
export interface WatchPlan {
  tenantIds: string[];
  /** Entered states that matter. */
  states: RunState[];
  /** Tenants whose executing runs are looked at. */
  executing: string[];
  /** Tenants whose waiting runs are looked at. */
  waiting: string[];
  /** Tenants whose action log is looked at. */
  schedules: string[];
  /** The earliest instant any rule holds from. */
  since: Date;
}

const STATES: Readonly<Partial<Record<AlertEvent, readonly RunState[]>>> = {
  RUN_FAILED: ["Error", "Unknown"],
  RUN_CANCELED: ["Killed", "Canceled"],
  RUN_SUCCEEDED: ["Completed"],
  SUBMIT_FAILED: ["Modified"],
  START_WINDOW_MISSED: ["Overdue", "Never", "Held", "Skipped"],
  // Short runs may begin and end between two looks at what executes.
  START_DELAY: statesIn("final"),
  LOG_MATCH: statesIn("final"),
};

/** Makes the plan for all active rules; those made of definitions' own settings hold from `ownSince` on. */
export function watchPlan(rules: readonly AlertRule[], ownSince: Date | null): WatchPlan {
  const tenantsOf = (...events: AlertEvent[]) => [
    ...new Set(
      rules
        .filter((rule) => rule.events.some((event) => events.includes(event)))
        .map((rule) => rule.tenantId),
    ),
  ];
  const events = new Set(rules.flatMap((rule) => rule.events));
  const named = rules.filter(({ name }) => name !== OWN_SETTINGS_RULE);
  const starts = [...named.map(({ activeSince }) => activeSince), ...(ownSince ? [ownSince] : [])];
  return {
    tenantIds: [...new Set(rules.map((rule) => rule.tenantId))],
    states: [...new Set([...events].flatMap((event) => STATES[event] ?? []))],
    executing: tenantsOf("RUNNING_TOO_LONG", "START_DELAY", "PARALLEL_RUNS"),
    waiting: tenantsOf("NOT_STARTED_BY"),
    schedules: tenantsOf("SCHEDULE_DISABLED"),
    since: new Date(Math.min(...starts.map((start) => start.getTime()))),
  };
}
