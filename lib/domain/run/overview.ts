import type { RunListItem } from "./run-item";
import type { RunState } from "./run-state";

/** What the first page shows; instants are ISO texts in UTC. */
export interface Overview {
  now: string;
  /** Runs that have not ended, by state; states without a run are left out. */
  live: Partial<Record<RunState, number>>;
  /** Runs that ended in the last 24 hours (counted by full hours), by final state. */
  lastDay: Partial<Record<RunState, number>>;
  /** The same by hour, oldest first, hours without an end included. */
  hours: { hour: string; states: Partial<Record<RunState, number>> }[];
  running: RunListItem[];
  nextSchedules: NextSchedule[];
  servers: ServerItem[];
  /** Schedules the scheduler itself has switched off lately, newest first. */
  deactivated: DeactivatedSchedule[];
  hasDefinitions: boolean;
}

export interface NextSchedule {
  id: string;
  name: string | null;
  definition: string;
  definitionId: string;
  tenant: string;
  nextRunAt: string;
  /** When it runs, in words. */
  text: string;
}

/** A node that takes runs, as registered. */
export interface ServerItem {
  id: string;
  name: string;
  state: "running" | "draining" | "stopped" | "lost";
  startedAt: string;
  heartbeatAt: string;
  stoppedAt: string | null;
  concurrency: number;
  inFlight: number;
  version: string;
}

export interface DeactivatedSchedule {
  at: string;
  action: string;
  text: string;
  definition: string | null;
  definitionId: string;
  schedule: string | null;
}
