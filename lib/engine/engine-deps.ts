import type { Logger } from "pino";
import type { Clock } from "@/lib/domain/clock";
import type { RunChange } from "@/lib/domain/run/run-change";
import type { Database } from "@/lib/store/database";

/** What every duty of the engine is given. */
export interface EngineDeps {
  db: Database;
  /** The database clock. */
  clock: Clock;
  logger: Logger;
  /** Makes time-ordered ids. */
  newId: (now: Date) => string;
  /** Tells watchers, after commit, which runs changed. */
  announce: (changes: readonly RunChange[]) => void;
}
