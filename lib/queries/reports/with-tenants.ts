import type { Context } from "@/lib/services/context";
import { selectTenantNames } from "@/lib/store/report-tenants";

/** Gives rows the name of their tenant. */
export async function withTenants<Row extends { tenantId: string }>(
  ctx: Context,
  rows: readonly Row[],
): Promise<(Row & { tenant: string })[]> {
  const ids = [...new Set(rows.map(({ tenantId }) => tenantId))];
  const names = await selectTenantNames(ctx.db.pool, ids);
  return rows.map((row) => ({ ...row, tenant: names.get(row.tenantId) ?? "" }));
}
