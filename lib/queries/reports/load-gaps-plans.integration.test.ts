import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/services/context";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { explainingPool, type TableUse } from "@/lib/testing/explaining-pool";
import { seedFinishedRuns } from "@/lib/testing/finished-runs";
import { getScheduleCalendar } from "./forecast-calendar";
import { getForecastReport } from "./forecast-report";
import { getGapsReport } from "./gaps-report";
import { getLoadReport } from "./load-report";

const RUNS = 60_000;
const DAYS = 300;
const DAY_MS = 86_400_000;
/** Those of a week and the day before it, and as many again for looks that are taken twice. */
const FEW = (RUNS / DAYS) * 8 * 2;

let harness: EngineHarness;
let ctx: Context;
const uses: TableUse[] = [];

beforeAll(async () => {
  harness = await createEngineHarness();
  const { tenantId } = harness;
  await seedFinishedRuns(harness.db.pool, {
    ...{ tenantId, runs: RUNS, days: DAYS },
    now: harness.clock.now(),
  });
  await harness.db.pool.query("VACUUM (ANALYZE) run, transition, run_rollup, definition");
  const own = harness.context({ scope: { tenantId, allTenants: false } });
  ctx = { ...own, db: { ...own.db, pool: explainingPool(harness.db.pool, uses) } };
}, 120_000);
afterAll(() => harness.close());

/** What goes through the history, or looks at more of it than its part, each with the statement. */
async function heavyStatements(work: () => Promise<unknown>): Promise<string[]> {
  uses.length = 0;
  await work();
  expect(uses.length).toBeGreaterThan(1);
  const isHistory = ({ table }: TableUse) => table === "run" || table === "transition";
  const heavy = uses.filter(
    (use) => isHistory(use) && (use.how === "Seq Scan" || (use.rows ?? 0) > FEW),
  );
  return heavy.map(({ statement, how, table, index, rows }) =>
    [statement, how, table, index, rows].join(" | "),
  );
}

describe(`with ${RUNS} runs in ${DAYS} days`, () => {
  const weekAgo = () => new Date(ctx.now.getTime() - 7 * DAY_MS);

  it("the load of a week looks at the runs of that week only", async () => {
    const request = { view: "servers", from: weekAgo() } as const;
    expect(await heavyStatements(() => getLoadReport(ctx, request))).toEqual([]);
    const report = await getLoadReport(ctx, request);
    expect(report.rows.map(({ key }) => key)).toEqual(["node-1"]);
    expect(report.rows[0]?.total.runs).toBeGreaterThan(1000);
  });

  it("the load of a longer time looks at no run at all", async () => {
    const from = new Date(ctx.now.getTime() - 60 * DAY_MS);
    await getLoadReport(ctx, { view: "weekdays", from });
    uses.length = 0;
    await getLoadReport(ctx, { view: "weekdays", from });
    expect(uses.filter(({ table }) => table === "run" || table === "transition")).toEqual([]);
  });

  it("the gaps of a week look at the runs of that week only", async () => {
    expect(await heavyStatements(() => getGapsReport(ctx))).toEqual([]);
  });

  it("the forecast and the calendar look at none", async () => {
    const period = { from: weekAgo(), until: new Date(ctx.now.getTime() + 7 * DAY_MS) };
    uses.length = 0;
    await getForecastReport(ctx);
    await getScheduleCalendar(ctx, period);
    expect(uses.filter(({ table }) => table === "run" || table === "transition")).toEqual([]);
  });
});
