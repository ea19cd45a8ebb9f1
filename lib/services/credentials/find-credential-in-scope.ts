import { AppError } from "@/lib/domain/errors";
import type { AccessTransaction } from "@/lib/services/access/access-lock";
import type { Context } from "@/lib/services/context";

/** The credential with this id; those of other tenants and, for subscribers, the provider's do not exist. */
export async function findCredentialInScope(
  tx: AccessTransaction,
  { scope }: Pick<Context, "scope">,
  id: string,
) {
  const where = scope.allTenants ? { id } : { id, tenantId: scope.tenantId, isProvider: false };
  const credential = await tx.credential.findFirst({ where });
  if (!credential) {
    throw new AppError("not_found", "There is no such credential.", { field: "id" });
  }
  return credential;
}
