import { authorise, type Context } from "@/lib/services/context";

export interface UserItem {
  id: string;
  username: string;
  name: string;
  role: string;
  active: boolean;
  tenantName: string;
  createdAt: string;
  /** When the newest of the present sessions began or was extended. */
  lastSeenAt: string | null;
  isSelf: boolean;
}

/** The users of the caller's scope: active ones first, then by name. */
export async function listUsers(ctx: Context): Promise<UserItem[]> {
  authorise(ctx, "access.write");
  const rows = await ctx.db.prisma.user.findMany({
    where: ctx.scope.allTenants ? {} : { tenantId: ctx.scope.tenantId },
    include: {
      tenant: { select: { name: true } },
      sessions: { select: { updatedAt: true }, orderBy: { updatedAt: "desc" }, take: 1 },
    },
    orderBy: [{ active: "desc" }, { username: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    username: row.username ?? row.name,
    name: row.name,
    role: row.role,
    active: row.active,
    tenantName: row.tenant.name,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.sessions[0]?.updatedAt.toISOString() ?? null,
    isSelf: ctx.actor.kind === "user" && ctx.actor.id === row.id,
  }));
}
