import { AppError } from "@/lib/domain/errors";
import type { AccessTransaction } from "@/lib/services/access/access-lock";
import type { Context } from "@/lib/services/context";

export interface UserInScope {
  id: string;
  tenantId: string;
  username: string;
  role: string;
  active: boolean;
}

/** The user with this id, if the caller's scope holds it; other tenants' users do not exist for it. */
export async function findUserInScope(
  tx: AccessTransaction,
  ctx: Context,
  id: string,
): Promise<UserInScope> {
  const scope = ctx.scope.allTenants ? {} : { tenantId: ctx.scope.tenantId };
  const user = await tx.user.findFirst({ where: { id, ...scope } });
  if (!user) throw new AppError("not_found", "There is no such user.", { field: "id" });
  const { tenantId, role, active } = user;
  return { id, tenantId, role, active, username: user.username ?? user.name };
}
