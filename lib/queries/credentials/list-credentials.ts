import { authorise, type Context } from "@/lib/services/context";

export interface CredentialItem {
  id: string;
  name: string;
  clientId: string;
  tenantName: string;
  isProvider: boolean;
  scopes: string[];
  createdAt: string;
  createdBy: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
  state: "active" | "expired" | "revoked";
  /** False for the credential of the environment, whose secret is configured there. */
  canRotate: boolean;
}

/** The credentials of the caller's scope, those in force first, then newest first. */
export async function listCredentials(ctx: Context): Promise<CredentialItem[]> {
  authorise(ctx, "access.write");
  const rows = await ctx.db.prisma.credential.findMany({
    where: ctx.scope.allTenants ? {} : { tenantId: ctx.scope.tenantId, isProvider: false },
    include: { tenant: { select: { name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  const items = rows.map((row): CredentialItem => {
    const isExpired = row.expiresAt !== null && row.expiresAt <= ctx.now;
    const state = row.revokedAt ? "revoked" : isExpired ? "expired" : "active";
    return {
      id: row.id,
      name: row.name,
      clientId: row.clientId,
      tenantName: row.tenant.name,
      isProvider: row.isProvider,
      scopes: row.scopes,
      createdAt: row.createdAt.toISOString(),
      createdBy: row.createdBy,
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      state,
      canRotate: state !== "revoked" && row.clientId.startsWith("sw-"),
    };
  });
  return [
    ...items.filter(({ state }) => state === "active"),
    ...items.filter(({ state }) => state !== "active"),
  ];
}
