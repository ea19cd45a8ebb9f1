import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";

/** The one way to PostgreSQL: plain SQL for what is hot, Prisma for the rest, over one pool. */
export interface Database {
  pool: pg.Pool;
  prisma: PrismaClient;
  close(): Promise<void>;
}

interface DatabaseOptions {
  url: string;
  maxConnections: number;
  onError?: (error: Error) => void;
}

const STATEMENT_TIMEOUT_MS = 30_000;
/** The server gives up first; this ends the wait for one that no longer answers, e.g. behind a cut cable. */
const ANSWER_TIMEOUT_MS = 35_000;
const KEEP_ALIVE_AFTER_MS = 10_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000;

/** Opens the pool; connects lazily, so it succeeds while the server is away. */
export function openDatabase({ url, maxConnections, onError }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    application_name: "stellwerk",
  });
  // An idle connection that breaks must not end the process; the pool replaces it.
  pool.on("error", (error) => onError?.(error));
  // The pool watches idle connections only. One that breaks in the middle of a transaction fails its
  // next statement; its error event, which nobody else hears, would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
