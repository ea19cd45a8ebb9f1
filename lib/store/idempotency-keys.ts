import type { Queryable } from "./queryable";

/** The answer a request with a key was given. */
export interface StoredAnswer {
  requestHash: string;
  status: number | null;
  response: unknown;
}

interface KeyOf {
  tenantId: string;
  key: string;
}

/**
 * Takes a key inside the caller's transaction; false when it was taken. While another transaction has just taken it
 * this waits for that one's end, so that of two equal requests one does the work and the other sees its answer.
 */
export async function takeKey(
  tx: Queryable,
  { tenantId, key }: KeyOf,
  { requestHash, now }: { requestHash: string; now: Date },
): Promise<boolean> {
  const result = await tx.query(
    `INSERT INTO idempotency_key (tenant_id, key, request_hash, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant_id, key) DO NOTHING`,
    [tenantId, key, requestHash, now],
  );
  return result.rowCount === 1;
}

/** What a taken key was answered with, or null. */
export async function findAnswer(
  db: Queryable,
  { tenantId, key }: KeyOf,
): Promise<StoredAnswer | null> {
  const { rows } = await db.query<StoredAnswer>(
    `SELECT request_hash AS "requestHash", status, response FROM idempotency_key WHERE tenant_id = $1 AND key = $2`,
    [tenantId, key],
  );
  return rows[0] ?? null;
}

/** Keeps the answer, in the transaction of the work. */
export async function keepAnswer(
  tx: Queryable,
  { tenantId, key }: KeyOf,
  answer: { status: number; response: unknown },
): Promise<void> {
  await tx.query(
    "UPDATE idempotency_key SET status = $3, response = $4 WHERE tenant_id = $1 AND key = $2",
    [tenantId, key, answer.status, JSON.stringify(answer.response)],
  );
}

/** Gives a key back, because the request was refused and may be corrected. */
export async function releaseKey(tx: Queryable, { tenantId, key }: KeyOf): Promise<void> {
  await tx.query("DELETE FROM idempotency_key WHERE tenant_id = $1 AND key = $2", [tenantId, key]);
}
