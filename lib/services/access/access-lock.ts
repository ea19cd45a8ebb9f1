import type { Database } from "@/lib/store/database";

export type AccessTransaction = Parameters<Parameters<Database["prisma"]["$transaction"]>[0]>[0];

const LOCK_KEY = 7_385_001;
const WAIT_MS = 20_000;

/** One transaction; it waits for a free connection rather than failing on a busy node. */
export function inAccessTransaction<T>(
  db: Database,
  work: (tx: AccessTransaction) => Promise<T>,
): Promise<T> {
  return db.prisma.$transaction(work, { maxWait: WAIT_MS, timeout: WAIT_MS });
}

/**
 * One transaction at a time over all nodes: for rules about the whole set of users, such as "the last
 * administrator stays", which no row lock can guard.
 */
export function withAccessLock<T>(
  db: Database,
  work: (tx: AccessTransaction) => Promise<T>,
): Promise<T> {
  return inAccessTransaction(db, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_KEY}::bigint)`;
    return work(tx);
  });
}
