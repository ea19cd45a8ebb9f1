import type { Queryable } from "./queryable";

/**
 * Holds a duty of the alerts for this node until its transaction ends, and says up to when it has looked; null while
 * another node has it. The first to come makes the row.
 */
export async function lockAlertDuty(
  tx: Queryable,
  name: string,
): Promise<{ lookedUntil: Date } | null> {
  const held = await tx.query<{ lookedUntil: Date }>(
    `SELECT last_run_at AS "lookedUntil" FROM engine_duty WHERE name = $1 FOR UPDATE SKIP LOCKED`,
    [name],
  );
  if (held.rows[0]) return held.rows[0];
  // Nobody waits here: another node that is about to make it is passed over like one that has it.
  const made = await tx.query<{ lookedUntil: Date }>(
    `INSERT INTO engine_duty (name, last_run_at)
     SELECT $1, $2 WHERE pg_try_advisory_xact_lock(hashtext($1)) AND NOT EXISTS (SELECT FROM engine_duty WHERE name = $1)
     ON CONFLICT DO NOTHING RETURNING last_run_at AS "lookedUntil"`,
    [name, new Date(0)],
  );
  return made.rows[0] ?? null;
}

/** Notes up to when a duty has looked. */
export async function noteLooked(tx: Queryable, name: string, until: Date): Promise<void> {
  await tx.query("UPDATE engine_duty SET last_run_at = $2 WHERE name = $1", [name, until]);
}
