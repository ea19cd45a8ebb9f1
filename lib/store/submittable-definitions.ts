import type { TenantScope } from "@/lib/domain/access/access";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";
import type { SubmittableDefinition } from "./new-run";
import type { Queryable } from "./queryable";

/** True when a queue keeps runs back one by one; `q` may be missing. */
export const QUEUE_LIMITED_SQL = `COALESCE(q.closed OR q.held OR q.size IS NOT NULL OR q.hold_level IS NOT NULL
  OR q.window_name IS NOT NULL OR q.servers <> '[]', false)`;

/** Properties of a definition `d` whose runs pass through gates, with its queue `q`; else null. */
export const GATED_PROPERTIES_SQL = `CASE WHEN d.gated OR ${QUEUE_LIMITED_SQL} THEN d.properties END AS properties`;

/** The parameters a definition `d` declares; null when it declares none. */
export const DECLARED_SQL = `NULLIF(d.properties -> 'parameters', '[]') AS declared`;

/** A definition as it is found for a submission. */
export interface FoundDefinition extends SubmittableDefinition {
  /** The parameters it declares; null when it declares none and takes any. */
  declared: readonly ParameterDefinition[] | null;
}

interface Row {
  id: string;
  tenant_id: string;
  name: string;
  kind: string;
  job_name: string;
  queue: string;
  priority: number;
  hold: boolean;
  origin: string;
  properties: DefinitionProperties | null;
  declared: readonly ParameterDefinition[] | null;
}

/** Definitions of the caller's own tenant by name; the map lacks those that do not exist. */
export async function findSubmittable(
  db: Queryable,
  scope: Pick<TenantScope, "tenantId">,
  names: readonly string[],
): Promise<Map<string, FoundDefinition>> {
  const result = await db.query<Row>({
    name: "find-submittable",
    text: `SELECT d.id, d.tenant_id, d.name, d.kind, d.job_name, d.queue, d.priority, d.hold, d.origin, ${GATED_PROPERTIES_SQL}, ${DECLARED_SQL}
      FROM definition d LEFT JOIN queue q ON q.tenant_id = d.tenant_id AND q.name = d.queue
      WHERE d.tenant_id = $1 AND d.name = ANY($2)`,
    values: [scope.tenantId, names],
  });
  return new Map(result.rows.map((row) => [row.name, submittableFrom(row)]));
}

/** Of these queues of a tenant those that keep runs back one by one. */
export async function findLimitedQueues(
  db: Queryable,
  tenantId: string,
  names: readonly string[],
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const result = await db.query<{ name: string }>(
    `SELECT q.name FROM queue q WHERE q.tenant_id = $1 AND q.name = ANY($2) AND ${QUEUE_LIMITED_SQL}`,
    [tenantId, names],
  );
  return new Set(result.rows.map((row) => row.name));
}

function submittableFrom(row: Row): FoundDefinition {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    kind: row.kind,
    jobName: row.job_name,
    queue: row.queue,
    priority: row.priority,
    hold: row.hold,
    origin: row.origin,
    properties: row.properties,
    declared: row.declared,
  };
}
