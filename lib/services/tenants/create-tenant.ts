import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { createTenantSchema } from "@/lib/domain/access/tenant-input";
import { AppError } from "@/lib/domain/errors";
import { withAccessLock } from "@/lib/services/access/access-lock";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import type { TenantInScope } from "./find-tenant-in-scope";
import { requireProvider } from "./require-provider";

const ATTEMPT = { action: "TenantCreation", objectType: "tenant" } as const;

/** Subscribes a new tenant; its credentials and jobs are made afterwards. */
export async function createTenant(ctx: Context, input: unknown): Promise<TenantInScope> {
  await requireProvider(ctx, ATTEMPT);
  const { subdomain, name } = parseAccessInput(createTenantSchema, input);
  return withAccessLock(ctx.db, async (tx) => {
    if (await tx.tenant.findUnique({ where: { subdomain } })) {
      const message = `A tenant with the subdomain ${subdomain} exists already.`;
      throw new AppError("conflict", message, { field: "subdomain" });
    }
    const { id } = await tx.tenant.create({ data: { subdomain, name, createdAt: ctx.now } });
    const details = { subdomain, name };
    await recordAudit(ctx, { ...ATTEMPT, outcome: "success", objectId: id, details }, tx);
    return { id, subdomain, name, isProvider: false };
  });
}
