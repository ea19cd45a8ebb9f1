import { AppError } from "@/lib/domain/errors";
import { requirePermission } from "@/lib/services/access/require-permission";
import { type AuditRecord, recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";

/** Only administrators of the provider manage tenants; a refusal is recorded. */
export async function requireProvider(
  ctx: Context,
  attempt: Omit<AuditRecord, "outcome">,
): Promise<void> {
  await requirePermission(ctx, "access.write", attempt);
  if (ctx.scope.allTenants) return;
  await recordAudit(ctx, { ...attempt, outcome: "denied" });
  throw new AppError("forbidden", "Only an administrator of the provider may manage tenants.");
}
