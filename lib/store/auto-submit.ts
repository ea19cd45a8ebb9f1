import { statesIn } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/**
 * Names of the definitions an event submits now (run-states-and-chains 4.5, auto submit): always, or only while no run
 * of theirs has still to start. Each occurrence that is current counts once, whoever asks.
 */
export async function takeAutoSubmissions(
  tx: Queryable,
  { tenantId, event }: { tenantId: string; event: string },
): Promise<string[]> {
  const taken = await tx.query(
    `UPDATE event_occurrence SET auto_submitted = true WHERE NOT auto_submitted AND id = (
       SELECT id FROM event_occurrence WHERE tenant_id = $1 AND event_name = $2 AND cleared_at IS NULL ORDER BY id LIMIT 1)`,
    [tenantId, event],
  );
  if (taken.rowCount === 0) return [];
  const { rows } = await tx.query<{ name: string }>(
    `SELECT d.name FROM definition_reference f JOIN definition d ON d.id = f.definition_id
     WHERE f.tenant_id = $1 AND f.kind = 'event' AND f.name = $2 AND d.active AND EXISTS (
       SELECT FROM jsonb_to_recordset(d.properties -> 'waitEvents') AS w(event text, "autoSubmit" text)
       WHERE w.event = $2 AND (w."autoSubmit" = 'Always' OR (w."autoSubmit" = 'OnlyOne' AND NOT EXISTS (
         SELECT FROM run r WHERE r.tenant_id = $1 AND r.definition_id = d.id AND r.state = ANY($3::run_state[])))))
     ORDER BY d.job_id`,
    [tenantId, event, statesIn("initial", "pre-running")],
  );
  return rows.map((row) => row.name);
}
