import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** A run as far as a picture of many runs needs it. */
export interface DefinitionRunRow {
  id: string;
  jobName: string;
  jobCount: string;
  state: RunState;
  reason: string | null;
}

interface DefinitionRunsPage {
  /** The caller has looked the definition up within its scope. */
  tenantId: string;
  definitionId: string;
  /** The page lies before or after this run; null for the newest. */
  beyond: { direction: "older" | "newer"; id: string } | null;
  limit: number;
}

const NEWEST_POSSIBLE = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * Runs of one definition in the order they lie beyond a run: newest first, or oldest first towards newer ones. Read from
 * the index of definition and id; a step belongs to the definition of its chain, and is not a run of its own.
 */
export async function selectRunsOfDefinition(
  db: Queryable,
  { tenantId, definitionId, beyond, limit }: DefinitionRunsPage,
): Promise<DefinitionRunRow[]> {
  const direction = beyond?.direction ?? "older";
  const [sign, order] = direction === "older" ? ["<", "DESC"] : [">", "ASC"];
  const { rows } = await db.query<DefinitionRunRow>({
    name: `runs-of-definition-${direction}`,
    text: `SELECT r.id, r.job_name AS "jobName", r.job_count AS "jobCount", r.state, r.reason FROM run r
      WHERE r.tenant_id = $1 AND r.definition_id = $2 AND r.id ${sign} $3 AND r.role <> 'step'
      ORDER BY r.id ${order} LIMIT $4`,
    values: [tenantId, definitionId, beyond?.id ?? NEWEST_POSSIBLE, limit],
  });
  return rows;
}
