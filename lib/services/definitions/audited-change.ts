import type pg from "pg";
import { AppError } from "@/lib/domain/errors";
import { type AuditRecord, recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { inTransaction } from "@/lib/store/queryable";

type Attempt = Omit<AuditRecord, "outcome">;

/**
 * Runs a change in one transaction together with its audit entry; `work` may add to the attempt what only it finds
 * out. A refused change leaves an entry too, and nothing else.
 */
export async function auditedChange<T>(
  ctx: Context,
  attempt: Attempt,
  work: (tx: pg.PoolClient, attempt: Attempt) => Promise<T>,
): Promise<T> {
  const recorded = { ...attempt };
  try {
    return await inTransaction(ctx.db.pool, async (tx) => {
      const result = await work(tx, recorded);
      await recordAudit(ctx, { ...recorded, outcome: "success" }, tx);
      return result;
    });
  } catch (error) {
    if (error instanceof AppError && error.code !== "internal") {
      const details = { ...recorded.details, reason: error.message };
      await recordAudit(ctx, { ...recorded, outcome: "failure", details });
    }
    throw error;
  }
}
