import type { SystemJob } from "@/lib/domain/system/system-jobs";
import { SYSTEM_KIND } from "@/lib/domain/system/system-jobs";
import type { Queryable } from "./queryable";

/** Above the usual: housekeeping is short, and has to come round on a busy node too. */
const PRIORITY = 90;

interface NewSystemDefinition {
  tenantId: string;
  queue: string;
  createdBy: string;
  now: Date;
}

/**
 * Makes the definition of a system job where there is none of its id or its name; true when it was made. The numbers
 * jobs of the compatible API have are not used up by asking.
 */
export async function insertSystemDefinition(
  tx: Queryable,
  job: SystemJob,
  { tenantId, queue, createdBy, now }: NewSystemDefinition,
): Promise<boolean> {
  const result = await tx.query(
    `INSERT INTO definition (id, tenant_id, name, job_name, kind, description, queue, priority, created_at, created_by, updated_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9
     WHERE NOT EXISTS (SELECT FROM definition d WHERE d.id = $1 OR (d.tenant_id = $2 AND d.name = $3))
     ON CONFLICT DO NOTHING`,
    [
      job.id,
      tenantId,
      job.name,
      job.jobName,
      SYSTEM_KIND,
      job.description,
      queue,
      PRIORITY,
      now,
      createdBy,
    ],
  );
  return result.rowCount === 1;
}
