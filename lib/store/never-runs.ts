import type { GateNeeds } from "@/lib/domain/gate/gate-needs";
import type { Queryable } from "./queryable";
import type { NamedGate } from "./waking";

/** A run that has no start, with what it needs of its window. */
export interface NeverRun {
  tenantId: string;
  id: string;
  needs: Pick<GateNeeds, "window" | "minimumOpenSeconds">;
}

/** Runs that have no start because of these windows, held; what somebody else is changing is passed over. */
export async function lockNeverRuns(
  tx: Queryable,
  windows: readonly NamedGate[],
): Promise<NeverRun[]> {
  if (windows.length === 0) return [];
  const { rows } = await tx.query<NeverRun>({
    name: "lock-never-runs",
    text: `SELECT r.tenant_id AS "tenantId", r.id, g.needs FROM unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)
      JOIN run r ON r.tenant_id = u.tenant_id AND r.blocked_on = 'window:' || u.name
      JOIN run_gate g ON g.tenant_id = r.tenant_id AND g.run_id = r.id
      WHERE r.state = 'Never' FOR UPDATE OF r SKIP LOCKED`,
    values: [windows.map(({ tenantId }) => tenantId), windows.map(({ name }) => name)],
  });
  return rows;
}
