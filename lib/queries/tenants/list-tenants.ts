import { authorise, type Context } from "@/lib/services/context";

export interface TenantItem {
  id: string;
  subdomain: string;
  name: string;
  isProvider: boolean;
  createdAt: string;
  credentials: number;
  users: number;
  definitions: number;
}

/** The tenants the caller may give credentials and users to: the provider first, then by subdomain. */
export async function listTenants(ctx: Context): Promise<TenantItem[]> {
  authorise(ctx, "access.write");
  const rows = await ctx.db.prisma.tenant.findMany({
    where: ctx.scope.allTenants ? {} : { id: ctx.scope.tenantId },
    include: { _count: { select: { credentials: true, users: true, definitions: true } } },
    orderBy: [{ isProvider: "desc" }, { subdomain: "asc" }],
  });
  return rows.map(({ id, subdomain, name, isProvider, createdAt, _count }) => ({
    id,
    subdomain,
    name,
    isProvider,
    createdAt: createdAt.toISOString(),
    ..._count,
  }));
}
