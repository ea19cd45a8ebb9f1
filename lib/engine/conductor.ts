import type { EngineDeps } from "./engine-deps";

/** What one pass did. */
export interface ConductSummary {
  conducted: number;
  started: number;
  killed: number;
}

/** Placeholder until the chain store is wired. */
export async function conductOnce(_deps: EngineDeps): Promise<ConductSummary> {
  return { conducted: 0, started: 0, killed: 0 };
}
