import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdGenerator } from "@/lib/domain/ids";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import type { Context } from "@/lib/services/context";
import {
  type MadeDefinition,
  makeDefinition,
  makeRun,
  makeTenant,
} from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { explainingPool, type TableUse } from "@/lib/testing/explaining-pool";
import { seedFinishedRuns } from "@/lib/testing/finished-runs";
import { makeQueue } from "@/lib/testing/gate-factories";
import { readOverview } from "./overview-data";

const RUNS = 60_000;
const DAYS = 300;
/** Failures and waiting runs that are read, each with what its line needs, and a day of others. */
const FEW = 1500;
const HOUR_MS = 3_600_000;

let harness: EngineHarness;
let ctx: Context;
let job: MadeDefinition;
const uses: TableUse[] = [];

/** An id as it is made at an instant, whatever was made before. */
const idAt = (at: Date) => createIdGenerator(cryptoRandom())(at);

const ago = (ms: number) => new Date(harness.clock.now().getTime() - ms);

async function failed(definition: MadeDefinition, at: Date, columns = {}): Promise<string> {
  const id = idAt(at);
  return makeRun(harness.db.pool, definition, { state: "Error", at, columns: { id, ...columns } });
}

beforeAll(async () => {
  harness = await createEngineHarness();
  const { tenantId } = harness;
  const { pool } = harness.db;
  await seedFinishedRuns(pool, { tenantId, runs: RUNS, days: DAYS, now: ago(25 * HOUR_MS) });
  await pool.query("VACUUM (ANALYZE) run, transition, run_rollup, definition");
  job = await makeDefinition(pool, tenantId);
  const own = harness.context({ scope: { tenantId, allTenants: false } });
  ctx = { ...own, db: { ...own.db, pool: explainingPool(pool, uses) } };
}, 120_000);
afterAll(() => harness.close());

describe("the overview", () => {
  it("leaves failures out that were started again, and says since when the others fail", async () => {
    for (const hours of [6, 5, 4]) await failed(job, ago(hours * HOUR_MS));
    const settled = await failed(job, ago(3 * HOUR_MS));
    const at = ago(2 * HOUR_MS);
    const columns = { id: idAt(at), restart_of: settled };
    await makeRun(harness.db.pool, job, { state: "Completed", at, columns });
    const foreign = await makeDefinition(harness.db.pool, await makeTenant(harness.db.pool));
    await failed(foreign, ago(HOUR_MS));
    const { failures, restarted } = await readOverview(ctx);
    expect(failures.map(({ latest, count, since }) => [latest.definition, count, since])).toEqual([
      [job.name, 3, ago(6 * HOUR_MS).toISOString()],
    ]);
    expect(restarted).toBe(1);
  });

  it("has what cannot go on, however old it is and however many have failed since", async () => {
    const at = ago(90 * 24 * HOUR_MS);
    const make = (state: "Overdue" | "Never" | "Console") =>
      makeRun(harness.db.pool, job, { state, at, columns: { id: idAt(at) } });
    const [overdue, never, asks] = [
      await make("Overdue"),
      await make("Never"),
      await make("Console"),
    ];
    const { blocked, asking } = await readOverview(ctx);
    expect(blocked.map(({ id }) => id).sort()).toEqual([overdue, never].sort());
    expect(asking.map(({ id }) => id)).toEqual([asks]);
  });

  it("shows the queues that hold something back, closed ones first", async () => {
    const queue = await makeQueue(harness.db.pool, harness.tenantId, {
      closed: true,
      closed_reason: "HELD",
    });
    const { queues } = await readOverview(ctx);
    expect(queues[0]).toMatchObject({ name: queue, closed: true });
  });

  it(`looks at a day of ${RUNS} runs in ${DAYS} days, never through the history`, async () => {
    uses.length = 0;
    await readOverview(ctx);
    // Statements without a name are planned with their values each time, those with one also without.
    const isRealPlan = ({ rows, statement }: TableUse) => rows !== null || !statement.includes(" ");
    const history = uses.filter(
      (use) => isRealPlan(use) && ["run", "transition", "run_rollup"].includes(use.table),
    );
    expect(history.length).toBeGreaterThan(5);
    const heavy = history.filter(({ how, rows }) => how === "Seq Scan" || (rows ?? 0) > FEW);
    expect(heavy).toEqual([]);
  });
});
