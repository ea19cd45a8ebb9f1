/**
 * Whether the conductor has to look at a step `p` of which so many calls are over: nothing of it is open any more, or a
 * call of it may wait for just these. Steps whose calls wait for one another are gated.
 */
export function looksAtStepSql(p: string, over: string): string {
  return `(${p}.open_children <= ${over} OR (${p}.role = 'step' AND ${p}.gated AND EXISTS (
    SELECT FROM run w WHERE w.parent_id = ${p}.id AND w.state = 'Chained')))`;
}

/**
 * Counts ended runs with their parents, as common table expressions over `done` like lib/store/after-end.ts. Parents are
 * held in the order of their ids: two statements that end runs of the same steps wait for each other, not for ever.
 */
export const TELL_PARENTS_SQL = `
families AS (
  SELECT tenant_id, parent_id, count(*) AS ended FROM done
  WHERE parent_id IS NOT NULL AND ended_at IS NOT NULL AND NOT conduct GROUP BY 1, 2
), parents AS (
  SELECT p.tenant_id, p.id, f.ended FROM families f JOIN run p ON p.tenant_id = f.tenant_id AND p.id = f.parent_id
  ORDER BY p.id FOR NO KEY UPDATE OF p
), told AS (
  UPDATE run p SET open_children = GREATEST(p.open_children - f.ended, 0),
    conduct = p.ended_at IS NULL AND (p.conduct OR ${looksAtStepSql("p", "f.ended")})
  FROM parents f WHERE p.tenant_id = f.tenant_id AND p.id = f.id
)`;
