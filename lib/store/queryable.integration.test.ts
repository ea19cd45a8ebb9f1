import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { type Database, openDatabase } from "./database";
import { inTransaction, isDataError } from "./queryable";

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase({ url: test.url, maxConnections: 1 });
  await db.pool.query("CREATE TABLE note (text text)");
});

afterAll(async () => {
  await db.close();
  await test.drop();
});

async function notes(): Promise<number> {
  return (await db.pool.query("SELECT FROM note")).rowCount ?? 0;
}

async function cut(client: pg.PoolClient): Promise<void> {
  const backend = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const ended = new Promise<void>((resolve) => client.once("end", resolve));
  await test.pool.query("SELECT pg_terminate_backend($1)", [backend.rows[0]?.pid]);
  await ended;
}

describe("a transaction", () => {
  it("is kept when its work is done, and undone when it fails", async () => {
    await inTransaction(db.pool, (client) => client.query("INSERT INTO note VALUES ('kept')"));
    const failing = inTransaction(db.pool, async (client) => {
      await client.query("INSERT INTO note VALUES ('undone')");
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await notes()).toBe(1);
  });

  it("fails when its connection is cut while no statement is under way; the process and the pool go on", async () => {
    const before = await notes();
    const work = inTransaction(db.pool, async (client) => {
      await client.query("INSERT INTO note VALUES ('lost')");
      await cut(client);
      await client.query("INSERT INTO note VALUES ('never')");
    });
    await expect(work).rejects.toThrow();
    expect(await notes()).toBe(before);
  });

  it("gives a connection up whose answer does not come", async () => {
    const work = inTransaction(db.pool, (client) => {
      const query = { text: "SELECT pg_sleep(20)", query_timeout: 100 };
      return client.query(query);
    });
    await expect(work).rejects.toThrow("timeout");
    // The pool has one connection: this works only because the silent one was replaced.
    expect(await notes()).toBeGreaterThanOrEqual(0);
  });
});

describe("a refused statement", () => {
  it("is told apart by whether its content is at fault", async () => {
    const reason = async (sql: string): Promise<unknown> =>
      db.pool.query(sql).then(
        () => null,
        (error: unknown) => error,
      );
    expect(isDataError(await reason(`SELECT '"\\u0000"'::jsonb`))).toBe(true);
    expect(isDataError(await reason("SELECT 100000::smallint"))).toBe(true);
    expect(isDataError(await reason("SELECT no_such_column"))).toBe(false);
    expect(isDataError(new Error("Connection terminated unexpectedly"))).toBe(false);
  });
});
