import type { EngineDeps } from "./engine-deps";

/** What one pass did. */
export interface FollowUpSummary {
  followed: number;
  started: number;
}

/** Stands in until restart behaviour is wired. */
export async function followUpOnce(_deps: EngineDeps): Promise<FollowUpSummary> {
  return { followed: 0, started: 0 };
}
