import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { delayQuerySchema } from "@/lib/domain/report/delays-query";
import { durationQuerySchema } from "@/lib/domain/report/durations-query";
import { frequencyQuerySchema } from "@/lib/domain/report/frequency-query";
import type { Context } from "@/lib/services/context";
import { type AccessFixture, createAccessFixture } from "@/lib/testing/access-fixture";
import { makeDefinition } from "@/lib/testing/engine-factories";
import { explainingPool, type TableUse } from "@/lib/testing/explaining-pool";
import { readDelays } from "./read-delays";
import { readDurations } from "./read-durations";
import { readFrequency } from "./read-frequency";

const RUNS = 20_000;
let access: AccessFixture;
let ctx: Context;
let jobName: string;

beforeAll(async () => {
  access = await createAccessFixture();
  ctx = (await access.createUser("operator")).ctx;
  const { pool } = ctx.db;
  const definition = await makeDefinition(pool, ctx.scope.tenantId);
  jobName = definition.jobName;
  // Two starts a minute up to now, each counted by the statement of the migration.
  await pool.query(
    `INSERT INTO run (tenant_id, id, definition_id, definition_name, kind, job_name, job_count, state, root_start_at, start_at,
       submitted_at, started_at, ended_at, moves, submitted_by)
     SELECT d.tenant_id, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid,
       d.id, d.name, 'http', d.job_name, lpad(i::text, 8, '0'), 'Completed', at, at, at, at, at + interval '1 second', 6, 'test'
     FROM definition d CROSS JOIN (SELECT i, $2::timestamptz - make_interval(secs => i * 30) AS at FROM generate_series(1, $3::int) AS i) AS s
     WHERE d.id = $1`,
    [definition.id, ctx.now, RUNS],
  );
  await pool.query(
    `INSERT INTO run_start_rollup SELECT tenant_id, definition_id, job_name, submitted_by, state, g.hour, count(*), count(*) * 1000, 1000,
       report_histogram(array_agg(report_bucket(1000))), 0, 0, report_histogram(array_agg(0)), min(started_at), max(started_at),
       min(id::text)::uuid, max(id::text)::uuid, false
     FROM run CROSS JOIN LATERAL (VALUES (date_trunc('hour', started_at, 'UTC')), ('-infinity'::timestamptz)) AS g(hour) GROUP BY 1, 2, 3, 4, 5, 6`,
  );
  await pool.query("ANALYZE run, run_start_rollup");
}, 60_000);
afterAll(() => access.drop());

async function usesOf(read: (explaining: Context) => Promise<unknown>): Promise<TableUse[]> {
  const uses: TableUse[] = [];
  const pool = explainingPool(ctx.db.pool, uses);
  await read({ ...ctx, db: { ...ctx.db, pool } });
  return uses.filter((use) => use.table === "run");
}

/** Runs of the two hours a window cuts, and then some. */
const FEW = 600;

describe("what the reports read of the runs", () => {
  it.each([
    ["all time", {}],
    ["a window that cuts hours", { from: "now-3d", to: "now-1h" }],
    ["a window in one hour", { from: "now-50m", to: "now-40m" }],
    ["one submitter", { createdBy: "te*", from: "now-2d" }],
  ])("frequency never goes through the history for %s", async (_, wish) => {
    const query = frequencyQuerySchema.parse(wish);
    const uses = await usesOf((explaining) => readFrequency(explaining, query));
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((use) => use.how === "Seq Scan")).toEqual([]);
    for (const use of uses) expect(use.rows ?? 0).toBeLessThan(FEW);
  });

  it("durations and delays neither", async () => {
    const uses = await usesOf(async (explaining) => {
      const wish = { job: jobName, from: "now-3d" };
      await readDurations(explaining, durationQuerySchema.parse(wish));
      await readDelays(explaining, delayQuerySchema.parse(wish));
    });
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((use) => use.how === "Seq Scan")).toEqual([]);
    for (const use of uses) expect(use.rows ?? 0).toBeLessThan(FEW);
  });
});
