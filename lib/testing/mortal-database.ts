import type pg from "pg";
import type { Database } from "@/lib/store/database";

/** Where a node dies. */
export interface DeathPoint {
  /** Of its statements from now on, from 1. */
  statement: number;
  /** The database did it, but the answer did not come any more; else it was not even sent. */
  isDone: boolean;
  /** Only the connection was lost: the node goes on with the next statement. */
  survives: boolean;
}

/** The database as one node reaches it, until it dies. */
export interface MortalDatabase {
  db: Database;
  /** The node dies at this point, or lives on whatever was arranged. */
  dieAt(point: DeathPoint | null): void;
  isDead(): boolean;
}

/** What a statement of a node ends with that dies at it. */
export class NodeDied extends Error {}

interface Life {
  left: DeathPoint | null;
  isDead: boolean;
}

/** Wraps a database so that a node can die between any two of its statements, in the middle of a transaction too. */
export function mortalDatabase(db: Database): MortalDatabase {
  const life: Life = { left: null, isDead: false };
  return {
    db: { ...db, pool: mortal(db.pool, life), keyed: mortal(db.keyed, life) },
    dieAt(point) {
      life.left = point && { ...point };
    },
    isDead: () => life.isDead,
  };
}

type Send = (...statement: unknown[]) => Promise<unknown>;

/** A pool or a connection whose statements count. */
function mortal<T extends pg.Pool | pg.PoolClient>(of: T, life: Life): T {
  return new Proxy(of, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      const bound: Send = value.bind(target);
      if (key === "query") return (...statement: unknown[]) => send(bound, statement, life);
      if (key === "connect") return async () => mortalConnection(await bound(), life);
      return bound;
    },
  });
}

function mortalConnection(connection: unknown, life: Life): unknown {
  return typeof connection === "object" && connection !== null && "release" in connection
    ? // Whatever a pool hands out is a connection.
      mortal(connection as pg.PoolClient, life)
    : connection;
}

async function send(query: Send, statement: unknown[], life: Life): Promise<unknown> {
  // What a dead node leaves open the database rolls back by itself.
  if (statement[0] === "ROLLBACK") return query(...statement);
  if (life.isDead) throw new NodeDied("The node is dead");
  if (life.left) life.left.statement -= 1;
  if (!life.left || life.left.statement > 0) return query(...statement);
  const { isDone, survives } = life.left;
  life.left = null;
  life.isDead = !survives;
  if (isDone) await query(...statement);
  throw new NodeDied("The node dies here");
}
