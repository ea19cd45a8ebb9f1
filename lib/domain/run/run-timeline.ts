import type { RunTransition } from "./run-item";
import type { RunState } from "./run-state";

/** A run as a picture of many runs shows it. */
export interface RunTimeline {
  id: string;
  jobName: string;
  jobCount: string;
  state: RunState;
  /** Why it is in its state, as it was recorded. */
  reason: string | null;
  /** Oldest first. */
  transitions: RunTransition[];
}
