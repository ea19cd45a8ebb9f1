import { afterAll, beforeAll, expect, it } from "vitest";
import { type ChainDriver, startChainDriver } from "@/lib/testing/chain-driver";

let driver: ChainDriver;

beforeAll(async () => {
  driver = await startChainDriver();
});

afterAll(() => driver.harness.close());

// The statements of the engine keep the plan of their first use, which may be on an empty table without statistics.
it.each([
  ["run", "run_pkey", "id"],
  ["run_gate", "run_gate_pkey", "run_id"],
])(
  "a row of %s is looked up by its key before anything is known of the table",
  async (table, key, id) => {
    const client = await driver.harness.db.keyed.connect();
    try {
      const { rows } = await client.query<{ "QUERY PLAN": string }>(
        `EXPLAIN (GENERIC_PLAN) SELECT t.* FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
       JOIN ${table} t ON t.tenant_id = u.tenant_id AND t.${id} = u.id`,
      );
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan).toContain(`using ${key} `);
      expect(plan).toMatch(new RegExp(`Index Cond: .*tenant_id.* AND .*${id}`));
    } finally {
      client.release();
    }
  },
);
