import type { Role } from "@/lib/domain/access/access";
import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { createUserSchema } from "@/lib/domain/access/user-input";
import { AppError } from "@/lib/domain/errors";
import { generatePassword, hashPassword } from "@/lib/platform/password";
import { withAccessLock } from "@/lib/services/access/access-lock";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findTenantInScope } from "@/lib/services/tenants/find-tenant-in-scope";
import { insertUser } from "./insert-user";

export interface CreatedUser {
  id: string;
  username: string;
  role: Role;
  /** Only when it was generated; it is not stored and cannot be shown again. */
  generatedPassword: string | null;
}

const ATTEMPT = { action: "UserCreation", objectType: "user" } as const;
/** Creates a user of the caller's tenant or, for a provider administrator, of any tenant. */
export async function createUser(ctx: Context, input: unknown): Promise<CreatedUser> {
  await requirePermission(ctx, "access.write", ATTEMPT);
  const { username, name, role, password, tenantId } = parseAccessInput(createUserSchema, input);
  const initialPassword = password ?? generatePassword();
  const passwordHash = await hashPassword(initialPassword);
  const id = await withAccessLock(ctx.db, async (tx) => {
    const tenant = await findTenantInScope(tx, ctx, tenantId);
    if (await tx.user.findUnique({ where: { username } })) {
      const message = `A user named ${username} exists already.`;
      throw new AppError("conflict", message, { field: "username" });
    }
    const user = { tenantId: tenant.id, username, name, role, passwordHash, now: ctx.now };
    const objectId = await insertUser(tx, user);
    const details = { username, role, tenant: tenant.subdomain };
    await recordAudit(ctx, { ...ATTEMPT, outcome: "success", objectId, details }, tx);
    return objectId;
  });
  return { id, username, role, generatedPassword: password === undefined ? initialPassword : null };
}
