import type { Queryable } from "./queryable";

/** Something runs wait for has changed. */
export interface GateChange {
  tenantId: string;
  /** As written by lib/domain/gate/resource.ts. */
  resource: string;
  now: Date;
}

/**
 * Records that something runs wait for has changed, in the transaction of the change: once it is committed, those who
 * waited will be looked at, whatever becomes of the process. Told twice is as good as once.
 */
export async function recordGateChange(tx: Queryable, change: GateChange): Promise<void> {
  await recordGateChanges(tx, change, [change.resource]);
}

/** The same for several resources of a tenant. */
export async function recordGateChanges(
  tx: Queryable,
  { tenantId, now }: Omit<GateChange, "resource">,
  resources: readonly string[],
): Promise<void> {
  if (resources.length === 0) return;
  await tx.query(
    `INSERT INTO gate_change (tenant_id, resource, at)
     SELECT $1::uuid, u.resource, $2::timestamptz FROM unnest($3::text[]) AS u(resource)`,
    [tenantId, now, resources],
  );
}
