import { auditDetails } from "@/lib/domain/access/audit-details";
import type { Context } from "@/lib/services/context";
import type { Queryable } from "@/lib/store/queryable";

export interface AuditRecord {
  /** What was attempted, e.g. `CredentialCreation`. */
  action: string;
  outcome: "success" | "denied" | "failure";
  objectType: string;
  objectId?: string | null;
  details?: Record<string, unknown>;
}

/** Who and where from; a whole `Context` fits. */
export interface AuditOrigin extends Pick<Context, "now" | "sourceIp"> {
  correlationId: string | null;
  actor: { name: string };
  scope: { tenantId: string };
  db: { pool: Queryable };
}

/** A Prisma client or transaction, known by the one method that is needed of it. */
interface PrismaLike {
  $executeRawUnsafe(sql: string, ...values: unknown[]): PromiseLike<number>;
}

const INSERT = `
  INSERT INTO audit_entry
    (tenant_id, at, actor, action, outcome, object_type, object_id, source_ip, correlation_id, details)
  VALUES ($1::uuid, $2::timestamptz, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)`;

/**
 * Writes one audit entry. Given the transaction of the change (Prisma's or a connection's), the two
 * are stored together or not at all. Secrets in the details are masked.
 */
export async function recordAudit(
  origin: AuditOrigin,
  record: AuditRecord,
  tx: PrismaLike | Queryable = origin.db.pool,
): Promise<void> {
  const values = [
    origin.scope.tenantId,
    origin.now.toISOString(),
    origin.actor.name,
    record.action,
    record.outcome,
    record.objectType,
    record.objectId ?? null,
    origin.sourceIp?.slice(0, 100) ?? null,
    origin.correlationId,
    record.details ? JSON.stringify(auditDetails(record.details)) : null,
  ];
  if ("$executeRawUnsafe" in tx) await tx.$executeRawUnsafe(INSERT, ...values);
  else await tx.query(INSERT, values);
}
