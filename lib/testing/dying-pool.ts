import type pg from "pg";

/** Where a process dies: before its n-th statement is sent, or before the answer to it arrives. */
export interface Death {
  at: number;
  when: "before" | "after";
}

/** A pool whose process dies once, and whether it has. */
export interface DyingPool {
  pool: pg.Pool;
  readonly hasDied: boolean;
}

/** What a process would have gone on with after its death. */
export class Died extends Error {}

/** A pool whose connections break for ever at one statement, counted from 1 over all of them; a transaction is rolled back. */
export function dyingPool(pool: pg.Pool, { at, when }: Death): DyingPool {
  let statements = 0;
  let hasDied = false;
  const query = (client: pg.PoolClient) =>
    new Proxy(client.query, {
      async apply(target, _, args) {
        if (hasDied) throw new Died();
        statements += 1;
        hasDied = statements === at;
        if (hasDied && when === "before") throw new Died();
        const answer: unknown = await Reflect.apply(target, client, args);
        if (hasDied) throw new Died();
        return answer;
      },
    });
  const mortal = (client: pg.PoolClient): pg.PoolClient =>
    new Proxy(client, {
      get(target, name) {
        if (name === "query") return query(target);
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  return {
    pool: new Proxy(pool, {
      get(target, name) {
        if (name === "connect") return async () => mortal(await target.connect());
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    }),
    get hasDied() {
      return hasDied;
    },
  };
}
