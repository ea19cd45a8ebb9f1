import { statesIn } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** True when every migration that was begun was ended. Throws while the database is away. */
export async function isMigrated(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ open: boolean }>(
    "SELECT EXISTS (SELECT FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL) AS open",
  );
  return rows[0]?.open === false;
}

/** Runs of every tenant that have not ended, by state and queue; from the index of states, never from the history. */
export async function liveRunsByQueue(
  db: Queryable,
): Promise<{ state: string; queue: string; runs: number }[]> {
  const { rows } = await db.query<{ state: string; queue: string; runs: number }>(
    `SELECT state, queue, count(*)::int AS runs FROM run
     WHERE tenant_id = ANY(ARRAY(SELECT id FROM tenant)) AND state = ANY($1::run_state[]) GROUP BY state, queue`,
    [statesIn("initial", "pre-running", "running")],
  );
  return rows;
}
