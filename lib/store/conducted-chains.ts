import type { Queryable } from "./queryable";

/** A chain the conductor has to look at. */
export interface ConductedChain {
  tenantId: string;
  id: string;
}

// Neither marks nor chains are waited for: what another conductor looks at, or what is being changed, keeps its mark and
// is looked at next.
const TAKE_SQL = `
WITH marked AS MATERIALIZED (
  SELECT tenant_id, id, CASE role WHEN 'chain' THEN id ELSE chain_id END AS chain_id FROM run
  WHERE conduct AND role IN ('step', 'chain') AND (role = 'step' OR ended_at IS NULL)
    AND NOT (CASE role WHEN 'chain' THEN id ELSE chain_id END = ANY($2::uuid[]))
  ORDER BY tenant_id, id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
), held AS MATERIALIZED (
  SELECT r.tenant_id, r.id FROM (SELECT DISTINCT tenant_id, chain_id FROM marked) m
  JOIN run r ON r.tenant_id = m.tenant_id AND r.id = m.chain_id ORDER BY r.id FOR NO KEY UPDATE OF r SKIP LOCKED
), taken AS (
  UPDATE run r SET conduct = false FROM (
    -- Put together first: the runs of a tenant must not be joined with its chains before their marks are.
    SELECT m.tenant_id, m.id, m.chain_id FROM marked m JOIN held h ON h.tenant_id = m.tenant_id AND h.id = m.chain_id OFFSET 0
  ) m WHERE r.tenant_id = m.tenant_id AND r.id = m.id
  RETURNING m.tenant_id, m.chain_id AS id
)
SELECT DISTINCT tenant_id AS "tenantId", id FROM taken`;

/**
 * Takes the chains of up to `limit` marked runs, except those given, and holds them until the transaction ends; the marks
 * count as seen when it commits.
 */
export async function takeConducted(
  tx: Queryable,
  limit: number,
  except: readonly string[],
): Promise<ConductedChain[]> {
  const { rows } = await tx.query<ConductedChain>({
    name: "take-conducted",
    text: TAKE_SQL,
    values: [limit, except],
  });
  return rows;
}

/** Has the conductor look at chains again. */
export async function askConductor(
  tx: Queryable,
  chains: readonly ConductedChain[],
): Promise<void> {
  if (chains.length === 0) return;
  await tx.query(
    `UPDATE run r SET conduct = true FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
     WHERE r.tenant_id = u.tenant_id AND r.id = u.id AND r.ended_at IS NULL`,
    [chains.map(({ tenantId }) => tenantId), chains.map(({ id }) => id)],
  );
}
