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

/** A definition of any tenant in scope by id. */
export async function findSubmittableById(
  db: Queryable,
  scope: TenantScope,
  id: string,
): Promise<SubmittableDefinition | null> {
  const result = await db.query<Row>(
    `SELECT id, tenant_id, name, kind, job_name, queue, priority, hold, origin FROM definition
     WHERE id = $1 AND ($3 OR tenant_id = $2)`,
    [id, scope.tenantId, scope.allTenants],
  );
  const row = result.rows[0];
  return row ? submittableFrom(row) : null;
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
