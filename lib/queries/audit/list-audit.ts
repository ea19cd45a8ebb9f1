import type { AuditFilter } from "@/lib/domain/access/audit-filter";
import { authorise, type Context } from "@/lib/services/context";

export interface AuditItem {
  id: string;
  at: string;
  actor: string;
  action: string;
  outcome: string;
  objectType: string;
  objectId: string | null;
  sourceIp: string | null;
  correlationId: string | null;
  details: string | null;
}

export interface AuditPage {
  items: AuditItem[];
  /** The filter's next `before`; null on the last page. */
  nextBefore: string | null;
}

const PAGE_SIZE = 100;

/** One page of the audit, newest first; keyset paging, so that a page costs the same however deep. */
export async function listAudit(ctx: Context, filter: AuditFilter): Promise<AuditPage> {
  authorise(ctx, "access.write");
  const { actor, action, outcome, before } = filter;
  const rows = await ctx.db.prisma.auditEntry.findMany({
    where: {
      ...(ctx.scope.allTenants ? {} : { tenantId: ctx.scope.tenantId }),
      ...(actor ? { actor } : {}),
      ...(action ? { action } : {}),
      ...(outcome ? { outcome } : {}),
      ...(before ? { id: { lt: BigInt(before) } } : {}),
    },
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
  });
  const items = rows.slice(0, PAGE_SIZE).map(({ id, at, details, ...rest }) => ({
    id: id.toString(),
    at: at.toISOString(),
    actor: rest.actor,
    action: rest.action,
    outcome: rest.outcome,
    objectType: rest.objectType,
    objectId: rest.objectId,
    sourceIp: rest.sourceIp,
    correlationId: rest.correlationId,
    details: details === null ? null : JSON.stringify(details),
  }));
  const last = items.at(-1);
  return { items, nextBefore: rows.length > PAGE_SIZE && last ? last.id : null };
}
