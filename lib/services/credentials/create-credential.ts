import { apiSecretFrom, clientIdFrom } from "@/lib/domain/access/api-secret";
import { createCredentialSchema } from "@/lib/domain/access/credential-input";
import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { AppError } from "@/lib/domain/errors";
import { hashPassword } from "@/lib/platform/password";
import { generateToken } from "@/lib/platform/secrets";
import { inAccessTransaction } from "@/lib/services/access/access-lock";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findTenantInScope } from "@/lib/services/tenants/find-tenant-in-scope";
import { generateClientSuffix } from "./generate-client-suffix";

const ATTEMPT = { action: "CredentialCreation", objectType: "credential" } as const;

/** What the client needs; the secret is stored only as a hash and cannot be shown again. */
export interface IssuedCredential {
  id: string;
  name: string;
  clientId: string;
  secret: string;
  tenantId: string;
  subdomain: string;
}

/** Creates an API credential of a tenant in the caller's scope or, for the provider, of all tenants. */
export async function createCredential(ctx: Context, input: unknown): Promise<IssuedCredential> {
  await requirePermission(ctx, "access.write", ATTEMPT);
  const wanted = parseAccessInput(createCredentialSchema, input);
  if (wanted.expiresAt && wanted.expiresAt <= ctx.now) {
    throw new AppError("invalid", "The expiry must lie in the future.", { field: "expiresAt" });
  }
  if (wanted.isProvider && !ctx.scope.allTenants) {
    await recordAudit(ctx, { ...ATTEMPT, outcome: "denied", details: { isProvider: true } });
    throw new AppError("forbidden", "Only the provider may have credentials for all tenants.");
  }
  const suffix = generateClientSuffix();
  const secret = apiSecretFrom(suffix, generateToken());
  const secretHash = await hashPassword(secret);
  return inAccessTransaction(ctx.db, async (tx) => {
    const tenantId = wanted.isProvider ? ctx.scope.tenantId : wanted.tenantId;
    const tenant = await findTenantInScope(tx, ctx, tenantId);
    const { name, scopes, isProvider, expiresAt = null } = wanted;
    const clientId = clientIdFrom(suffix);
    const data = { name, scopes, isProvider, expiresAt, clientId, secretHash, tenantId: tenant.id };
    const { id } = await tx.credential.create({
      data: { ...data, createdBy: ctx.actor.name, createdAt: ctx.now },
    });
    const details = { name, clientId, scopes, isProvider, expiresAt, tenant: tenant.subdomain };
    await recordAudit(ctx, { ...ATTEMPT, outcome: "success", objectId: id, details }, tx);
    return { id, name, clientId, secret, tenantId: tenant.id, subdomain: tenant.subdomain };
  });
}
