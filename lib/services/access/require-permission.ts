import { isAllowed, type Permission } from "@/lib/domain/access/access";
import { type AuditRecord, recordAudit } from "@/lib/services/audit/record-audit";
import { authorise, type Context } from "@/lib/services/context";

/** As `authorise`, and a refusal is recorded in the audit before it is thrown. */
export async function requirePermission(
  ctx: Context,
  permission: Permission,
  attempt: Omit<AuditRecord, "outcome">,
): Promise<void> {
  if (!isAllowed(ctx.actor, permission)) {
    const details = { ...attempt.details, permission };
    await recordAudit(ctx, { ...attempt, outcome: "denied", details });
  }
  authorise(ctx, permission);
}
