import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { tenantIdSchema } from "@/lib/domain/access/tenant-input";
import { AppError } from "@/lib/domain/errors";
import { type AccessTransaction, withAccessLock } from "@/lib/services/access/access-lock";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findTenantInScope } from "./find-tenant-in-scope";
import { requireProvider } from "./require-provider";

const ATTEMPT = { action: "TenantDeletion", objectType: "tenant" } as const;

/**
 * Unsubscribes a tenant (job-scheduling-api 15): its definitions, schedules, credentials and users go
 * at once, its runs in batches afterwards. What is running ends without a next start.
 */
export async function deleteTenant(ctx: Context, input: unknown): Promise<void> {
  await requireProvider(ctx, ATTEMPT);
  const { id } = parseAccessInput(tenantIdSchema, input);
  await withAccessLock(ctx.db, async (tx) => {
    const tenant = await findTenantInScope(tx, ctx, id);
    if (tenant.isProvider) throw new AppError("conflict", "The provider cannot be unsubscribed.");
    await removeBelongings(tx, { tenantId: id, now: ctx.now });
    await tx.tenant.delete({ where: { id } });
    const details = { subdomain: tenant.subdomain, name: tenant.name };
    await recordAudit(ctx, { ...ATTEMPT, outcome: "success", objectId: id, details }, tx);
  });
}

async function removeBelongings(
  tx: AccessTransaction,
  { tenantId, now }: { tenantId: string; now: Date },
): Promise<void> {
  // Nothing can be given to the tenant from here on: what refers to the row waits for this lock.
  await tx.$executeRaw`SELECT 1 FROM tenant WHERE id = ${tenantId}::uuid FOR UPDATE`;
  await tx.$executeRaw`
    WITH removed AS (DELETE FROM definition WHERE tenant_id = ${tenantId}::uuid RETURNING id)
    INSERT INTO purge (tenant_id, definition_id, created_at)
    SELECT ${tenantId}::uuid, id, ${now.toISOString()}::timestamptz FROM removed`;
  await tx.credential.deleteMany({ where: { tenantId } });
  await tx.user.deleteMany({ where: { tenantId } });
}
