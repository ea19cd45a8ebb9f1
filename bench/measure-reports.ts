import { type Product, queryDatabase } from "./product";
import { percentile } from "./statistics";

const READINGS = 60;
const WARM_UP = 10;

interface Page {
  items: { jobName: string; runs: number; completed: number; lastStart: string }[];
  nextCursor: string | null;
  runs: number;
}

/** F: the frequency report over the whole history; milliseconds of a request. Fails when a number differs from a recount. */
export async function measureFrequency(product: Product): Promise<{ p50: number; p95: number }> {
  const page = await read(product);
  await compare(product, page);
  for (let count = 0; count < WARM_UP; count += 1) await read(product);
  const times: number[] = [];
  for (let count = 0; count < READINGS; count += 1) {
    const begin = performance.now();
    await read(product);
    times.push(performance.now() - begin);
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

function read(product: Product): Promise<Page> {
  return product.call<Page>("GET", "/api/v1/reports/frequency?limit=300");
}

async function compare(product: Product, page: Page): Promise<void> {
  const counted = await queryDatabase<{
    name: string;
    runs: number;
    completed: number;
    last: Date;
  }>(
    product.databaseUrl,
    `SELECT job_name AS name, count(*)::int AS runs, count(*) FILTER (WHERE state = 'Completed')::int AS completed, max(started_at) AS last
     FROM run WHERE started_at IS NOT NULL AND role <> 'step' GROUP BY 1`,
  );
  const told = new Map(page.items.map((item) => [item.jobName, item]));
  for (const { name, runs, completed, last } of counted) {
    const row = told.get(name);
    const isSame =
      row?.runs === runs &&
      row.completed === completed &&
      Date.parse(row.lastStart) === last.getTime();
    // A run of the housekeeping may have come in between.
    if (!isSame && !name.startsWith("SYSTEM"))
      throw new Error(`${name}: counted ${runs}, told ${row?.runs}`);
  }
}
