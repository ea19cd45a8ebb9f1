import { afterAll, beforeAll, expect, it } from "vitest";
import type { Timer } from "@/lib/domain/timer";
import { type DemoFigures, startDemoFigures } from "@/lib/testing/demo-figures";
import { type DemoSummary, loadDemo } from "./load-demo";

let landscape: DemoFigures;
let first: DemoSummary;

/** What is waited for happens while it is waited for. */
const timer: Timer = {
  after(_ms, work) {
    void landscape.settle().then(work);
    return () => undefined;
  },
};

const load = () => loadDemo(landscape.context(), { endpointsAt: "http://demo.test", timer });

beforeAll(async () => {
  landscape = await startDemoFigures();
  first = await load();
  await landscape.settle();
});
afterAll(() => landscape.close());

async function statesNow(): Promise<string[]> {
  const { rows } = await landscape.context().db.pool.query<{ state: string }>(
    `SELECT DISTINCT concat_ws(' ', definition_name, state::text) AS state FROM run
     WHERE parent_id IS NULL AND id = ANY($1::uuid[]) ORDER BY 1`,
    [first.runs],
  );
  return rows.map(({ state }) => state);
}

async function rowsOf(table: string): Promise<number> {
  const sql = `SELECT count(*)::int AS rows FROM ${table}`;
  const { rows } = await landscape.context().db.pool.query<{ rows: number }>(sql);
  return rows[0]?.rows ?? 0;
}

it("has every kind of waiting on the screen as soon as it is loaded", async () => {
  const states = await statesNow();
  for (const expected of [
    "CLOSE_LEDGER Killed",
    "COMPRESS_TABLES QueueHeld",
    "NIGHTLY_CLOSE Waiting",
    "POST_JOURNALS LockWait",
    "REORGANISE_SPOOL Held",
    "SEND_REMINDERS EventWait",
    "VALIDATE_ORDERS Canceled",
    "YEAR_END_CLOSING Scheduled",
  ]) {
    expect(states).toContain(expected);
  }
});

it("adds nothing a second time: no gate, no definition, no schedule, and no run where one still waits", async () => {
  const tables = ["calendar", "time_window", "queue", "lock", "event", "definition", "schedule"];
  const before = await Promise.all(tables.map(rowsOf));
  const again = await load();
  await landscape.settle();
  expect(await Promise.all(tables.map(rowsOf))).toEqual(before);
  expect(again.definitions).toEqual(first.definitions);
  const { rows } = await landscape.context().db.pool.query(
    `SELECT definition_name, count(*)::int AS runs FROM run
     WHERE parent_id IS NULL AND ended_at IS NULL GROUP BY 1 HAVING count(*) > 1`,
  );
  expect(rows).toEqual([]);
});
