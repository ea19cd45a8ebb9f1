import { AppError } from "@/lib/domain/errors";
import { authorise, type Context } from "@/lib/services/context";

/** The tenant the caller belongs to; what it creates is this tenant's. */
export async function getOwnTenant(
  ctx: Context,
): Promise<{ id: string; name: string; isProvider: boolean }> {
  authorise(ctx, "jobs.read");
  const tenant = await ctx.db.prisma.tenant.findUnique({
    where: { id: ctx.scope.tenantId },
    select: { id: true, name: true, isProvider: true },
  });
  if (!tenant) throw new AppError("not_found", "This tenant does not exist any more.");
  return tenant;
}
