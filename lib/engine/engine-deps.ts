import type { Logger } from "pino";
import type { Clock } from "@/lib/domain/clock";
import type { RunChange } from "@/lib/domain/run/run-change";
import type { NodeMetrics } from "@/lib/platform/metrics";
import type { Database } from "@/lib/store/database";

/** What every duty of the engine is given. */
export interface EngineDeps {
  db: Database;
  /** The database clock. */
  clock: Clock;
  logger: Logger;
  /** What the duties measure about themselves. */
  metrics: Pick<
    NodeMetrics,
    "observeStartLag" | "observeRunDuration" | "observeClaim" | "observeSchedulerLag"
  >;
  /** Makes time-ordered ids. */
  newId: (now: Date) => string;
  /** Tells watchers, after commit, which runs changed. */
  announce: (changes: readonly RunChange[]) => void;
}
