import { credentialIdSchema } from "@/lib/domain/access/credential-input";
import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { inAccessTransaction } from "@/lib/services/access/access-lock";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findCredentialInScope } from "./find-credential-in-scope";

const ATTEMPT = { action: "CredentialRevocation", objectType: "credential" } as const;

/** Ends a credential for good: its secret and its tokens are refused within ten seconds on every node. */
export async function revokeCredential(ctx: Context, input: unknown): Promise<void> {
  await requirePermission(ctx, "access.write", ATTEMPT);
  const { id } = parseAccessInput(credentialIdSchema, input);
  await inAccessTransaction(ctx.db, async (tx) => {
    const credential = await findCredentialInScope(tx, ctx, id);
    if (credential.revokedAt) return;
    await tx.credential.update({ where: { id }, data: { revokedAt: ctx.now } });
    const { name, clientId } = credential;
    await recordAudit(
      ctx,
      { ...ATTEMPT, outcome: "success", objectId: id, details: { name, clientId } },
      tx,
    );
  });
}
