import type { Queryable } from "./queryable";

/** A run the conductor has to look at. */
export interface ConductedRun {
  tenantId: string;
  id: string;
  role: string;
  chainId: string | null;
  isEnded: boolean;
}

/** Takes up to `limit` of the runs that are to be conducted; they count as looked at when the transaction commits. */
export async function takeConducted(tx: Queryable, limit: number): Promise<ConductedRun[]> {
  const { rows } = await tx.query<ConductedRun>({
    name: "take-conducted",
    text: `UPDATE run r SET conduct = false FROM (
        SELECT tenant_id, id FROM run WHERE conduct AND role IN ('step', 'chain') AND (role = 'step' OR ended_at IS NULL)
        ORDER BY tenant_id, id LIMIT $1 FOR UPDATE SKIP LOCKED
      ) t WHERE r.tenant_id = t.tenant_id AND r.id = t.id
      RETURNING r.tenant_id AS "tenantId", r.id, r.role, r.chain_id AS "chainId", r.ended_at IS NOT NULL AS "isEnded"`,
    values: [limit],
  });
  return rows;
}

/** Has the conductor look at runs again. */
export async function askConductor(
  tx: Queryable,
  runs: readonly { tenantId: string; id: string }[],
): Promise<void> {
  if (runs.length === 0) return;
  await tx.query(
    `UPDATE run r SET conduct = true FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
     WHERE r.tenant_id = u.tenant_id AND r.id = u.id`,
    [runs.map((run) => run.tenantId), runs.map((run) => run.id)],
  );
}
