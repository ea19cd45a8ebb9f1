import type { Database } from "@/lib/store/database";
import { isMigrated } from "@/lib/store/health-reads";

interface NodeParts {
  db: Pick<Database, "pool">;
  engine: { readonly isRunning: boolean };
  /** Whether this node is to run the engine. */
  isEngineOn: boolean;
}

/** Whether this node can do its work, or in a sentence why not. */
export type Readiness = { ready: true } | { ready: false; reason: string };

/** Looks whether the database answers and is migrated, and whether the engine runs where it is to. */
export async function readiness({ db, engine, isEngineOn }: NodeParts): Promise<Readiness> {
  try {
    if (!(await isMigrated(db.pool)))
      return { ready: false, reason: "The database is not migrated completely." };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { ready: false, reason: `The database cannot be reached: ${cause.slice(0, 200)}` };
  }
  if (isEngineOn && !engine.isRunning)
    return { ready: false, reason: "The engine of this node is not running." };
  return { ready: true };
}
