/** One kind of housekeeping the scheduler does as runs of its own. */
export interface SystemJob {
  /** The same in every installation, so that figures can leave its runs out without a look at the definitions. */
  readonly id: string;
  readonly name: string;
  /** The first half of the names of its runs. */
  readonly jobName: string;
  readonly duty: SystemDutyName;
  readonly description: string;
  readonly schedule: {
    readonly name: string;
    readonly description: string;
    readonly repeatInterval: string;
  };
}

/** What the runs of kind system do. */
export type SystemDutyName = "retention" | "schedule-upkeep";

/** The definitions of kind system, which the application makes at its start in the provider tenant and the queue System. */
export const SYSTEM_JOBS: readonly SystemJob[] = [
  {
    id: "00000000-0000-7000-8000-000000000001",
    name: "System_Retention",
    jobName: "SYSTEM_RETENTION",
    duty: "retention",
    description: "Removes runs, run logs and history that are past their retention",
    schedule: {
      name: "Retention",
      description: "Removes what is past its retention",
      repeatInterval: "15 minutes",
    },
  },
  {
    id: "00000000-0000-7000-8000-000000000002",
    name: "System_ScheduleUpkeep",
    jobName: "SYSTEM_SCHEDULEUPKEEP",
    duty: "schedule-upkeep",
    description:
      "Deactivates schedules that have no reason to go on and deletes one-time schedules nobody uses",
    schedule: {
      name: "Schedule upkeep",
      description: "Looks after schedules that have come to their end",
      repeatInterval: "5 minutes",
    },
  },
];

export const SYSTEM_KIND = "system";

/** Ids of the definitions of kind system. */
export const SYSTEM_DEFINITION_IDS: readonly string[] = SYSTEM_JOBS.map(({ id }) => id);

/** The duty the runs of a definition stand for; null for a definition of another kind. */
export function systemDutyOf(definitionId: string): SystemDutyName | null {
  return SYSTEM_JOBS.find(({ id }) => id === definitionId)?.duty ?? null;
}
