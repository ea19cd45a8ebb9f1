import type { Database } from "@/lib/store/database";

export type AccessTransaction = Parameters<Parameters<Database["prisma"]["$transaction"]>[0]>[0];

const LOCK_KEY = 7_385_001;
const WAIT_MS = 30_000;

/**
 * One transaction at a time over all nodes: for rules about the whole set of users, such as "the last
 * administrator stays", which no row lock can guard.
 */
export function withAccessLock<T>(
  db: Database,
  work: (tx: AccessTransaction) => Promise<T>,
): Promise<T> {
  return db.prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_KEY}::bigint)`;
      return work(tx);
    },
    { maxWait: WAIT_MS, timeout: WAIT_MS },
  );
}
