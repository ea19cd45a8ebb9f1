import { apiSecretFrom, clientIdFrom } from "@/lib/domain/access/api-secret";
import { credentialIdSchema } from "@/lib/domain/access/credential-input";
import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { AppError } from "@/lib/domain/errors";
import { hashPassword } from "@/lib/platform/password";
import { generateToken } from "@/lib/platform/secrets";
import { inAccessTransaction } from "@/lib/services/access/access-lock";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import type { IssuedCredential } from "./create-credential";
import { findCredentialInScope } from "./find-credential-in-scope";

const ATTEMPT = { action: "CredentialSecretRotation", objectType: "credential" } as const;
const PREFIX = clientIdFrom("");

/** Gives the credential a new secret; the old one is refused within ten seconds, its tokens live on. */
export async function rotateCredentialSecret(
  ctx: Context,
  input: unknown,
): Promise<IssuedCredential> {
  await requirePermission(ctx, "access.write", ATTEMPT);
  const { id } = parseAccessInput(credentialIdSchema, input);
  const credential = await findCredentialInScope(ctx.db.prisma, ctx, id);
  const { name, clientId, tenantId } = credential;
  if (credential.revokedAt) throw new AppError("conflict", "This credential is revoked.");
  if (!clientId.startsWith(PREFIX)) {
    throw new AppError("conflict", "The secret of this credential is set in the environment.");
  }
  const secret = apiSecretFrom(clientId.slice(PREFIX.length), generateToken());
  const secretHash = await hashPassword(secret);
  return inAccessTransaction(ctx.db, async (tx) => {
    const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
    await tx.credential.update({ where: { id }, data: { secretHash } });
    const details = { name, clientId };
    await recordAudit(ctx, { ...ATTEMPT, outcome: "success", objectId: id, details }, tx);
    return { id, name, clientId, secret, tenantId, subdomain: tenant.subdomain };
  });
}
