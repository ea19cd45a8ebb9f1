import { credentialIdSchema } from "@/lib/domain/access/credential-input";
import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { AppError } from "@/lib/domain/errors";
import { inAccessTransaction } from "@/lib/services/access/access-lock";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findCredentialInScope } from "./find-credential-in-scope";

const ATTEMPT = { action: "CredentialDeletion", objectType: "credential" } as const;

/** Removes a credential that is revoked or expired; what it did stays in the audit. */
export async function deleteCredential(ctx: Context, input: unknown): Promise<void> {
  await requirePermission(ctx, "access.write", ATTEMPT);
  const { id } = parseAccessInput(credentialIdSchema, input);
  await inAccessTransaction(ctx.db, async (tx) => {
    const { name, clientId, revokedAt, expiresAt } = await findCredentialInScope(tx, ctx, id);
    const isOver = revokedAt !== null || (expiresAt !== null && expiresAt <= ctx.now);
    if (!isOver) {
      throw new AppError("conflict", "This credential is in force. Revoke it before deleting it.");
    }
    await tx.credential.delete({ where: { id } });
    await recordAudit(
      ctx,
      { ...ATTEMPT, outcome: "success", objectId: id, details: { name, clientId } },
      tx,
    );
  });
}
