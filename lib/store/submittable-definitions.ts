import type { TenantScope } from "@/lib/domain/access/access";
import type { Queryable } from "./queryable";

/** What a submission needs of a definition. */
export interface SubmittableDefinition {
  id: string;
  tenantId: string;
  name: string;
  kind: string;
  jobName: string;
  queue: string;
  priority: number;
  hold: boolean;
  origin: string;
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
}

/** Definitions of the caller's own tenant by name; the map lacks those that do not exist. */
export async function findSubmittable(
  db: Queryable,
  scope: TenantScope,
  names: readonly string[],
): Promise<Map<string, SubmittableDefinition>> {
  const result = await db.query<Row>({
    name: "find-submittable",
    text: `SELECT id, tenant_id, name, kind, job_name, queue, priority, hold, origin FROM definition
      WHERE tenant_id = $1 AND name = ANY($2)`,
    values: [scope.tenantId, names],
  });
  return new Map(result.rows.map((row) => [row.name, submittableFrom(row)]));
}

function submittableFrom(row: Row): SubmittableDefinition {
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
  };
}
