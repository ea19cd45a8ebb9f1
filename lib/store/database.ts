import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";

/** The one way to PostgreSQL: plain SQL for what is hot, Prisma for the rest. */
export interface Database {
  pool: pg.Pool;
  /** For the engine's statements on runs it knows by key. */
  keyed: pg.Pool;
  prisma: PrismaClient;
  close(): Promise<void>;
}

interface DatabaseOptions {
  url: string;
  maxConnections: number;
  onError?: (error: Error) => void;
}

const KEYED_CONNECTIONS = 4;
const STATEMENT_TIMEOUT_MS = 30_000;
/** The server gives up first; this ends the wait for one that no longer answers, e.g. behind a cut cable. */
const ANSWER_TIMEOUT_MS = 35_000;
const KEEP_ALIVE_AFTER_MS = 10_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000;

/**
 * Row lookups by key only. Without statistics, as on a young database, the planner takes a scan of the
 * run table for cheaper than a few hundred lookups, keeps that plan, and grows slower with every run. Nor does the number of keys call for a plan of its own each time.
 */
const LOOKUPS_ONLY =
  "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan";

/** Opens the pools; connects lazily, so it succeeds while the server is away. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options);
  const keyed = openPool(
    { ...options, maxConnections: KEYED_CONNECTIONS },
    // The pool waits for it before it hands the connection out.
    { onConnect: (client) => client.query(LOOKUPS_ONLY) },
  );
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    keyed,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await Promise.all([pool.end(), keyed.end()]);
    },
  };
}

function openPool(
  { url, maxConnections, onError }: DatabaseOptions,
  hooks: Pick<pg.PoolConfig, "onConnect"> = {},
): pg.Pool {
  const pool = new pg.Pool({
    ...hooks,
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
  return pool;
}
