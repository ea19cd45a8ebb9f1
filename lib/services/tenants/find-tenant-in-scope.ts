import { AppError } from "@/lib/domain/errors";
import type { AccessTransaction } from "@/lib/services/access/access-lock";
import type { Context } from "@/lib/services/context";

export interface TenantInScope {
  id: string;
  subdomain: string;
  name: string;
  isProvider: boolean;
}

/** The tenant with this id, or the caller's own without one; tenants outside the scope do not exist. */
export async function findTenantInScope(
  tx: AccessTransaction,
  { scope }: Pick<Context, "scope">,
  tenantId: string = scope.tenantId,
): Promise<TenantInScope> {
  const isInScope = scope.allTenants || tenantId === scope.tenantId;
  const tenant = isInScope ? await tx.tenant.findUnique({ where: { id: tenantId } }) : null;
  if (!tenant) throw new AppError("not_found", "There is no such tenant.", { field: "tenantId" });
  const { id, subdomain, name, isProvider } = tenant;
  return { id, subdomain, name, isProvider };
}
