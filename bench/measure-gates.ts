import { burst, pause } from "./burst";
import { type Product, queryDatabase } from "./product";
import { percentile } from "./statistics";

const LOCKED_RUNS = 300;
const RAISES = 200;
const RAISE_EVERY_MS = 40;

/** Milliseconds from one moment to another, as they stand in the database. */
export interface Latency {
  p50: number;
  p99: number;
}

/** L: from the end of a run that held a lock to the start of the next that waited for it, as the transitions tell. */
export async function measureHandOver(product: Product): Promise<Latency> {
  await burst(product, "bench-l-warm-up", 2000);
  await product.call("PUT", "/api/v1/locks/BENCH-L", { type: "simple" });
  await define(product, "bench-l-lock", { locks: [{ lock: "BENCH-L" }] });
  await submit(product, "bench-l-lock", LOCKED_RUNS);
  await untilEnded(product, "bench-l-lock", LOCKED_RUNS);
  const rows = await queryDatabase<{ ms: number; isTogether: boolean }>(
    product.databaseUrl,
    `SELECT extract(epoch FROM d.at - lag(e.at) OVER held)::float8 * 1000 AS ms, d.at < lag(e.at) OVER held AS "isTogether"
     FROM run r JOIN transition d ON d.run_id = r.id AND d.to_state = 'Dispatched'
       JOIN transition e ON e.run_id = r.id AND e.to_state = 'Completed'
     WHERE r.definition_name = 'bench-l-lock' WINDOW held AS (ORDER BY d.at, e.at)`,
  );
  const [, ...handOvers] = rows;
  if (handOvers.length !== LOCKED_RUNS - 1) throw new Error(`${rows.length} runs had the lock`);
  if (handOvers.some(({ isTogether }) => isTogether)) throw new Error("two runs had the lock");
  return latency(handOvers.map(({ ms }) => ms));
}

/** L: from the raising of an event to the start of the run that takes it away. */
export async function measureRaise(product: Product): Promise<Latency> {
  await burst(product, "bench-l-warm-up", 2000);
  await product.call("PUT", "/api/v1/events/BENCH-L", {});
  await define(product, "bench-l-event", { waitEvents: [{ event: "BENCH-L", clear: true }] });
  await submit(product, "bench-l-event", RAISES);
  await pause(2000);
  for (let count = 0; count < RAISES; count += 1) {
    await product.call("POST", "/api/v1/events/BENCH-L/raise", {});
    await pause(RAISE_EVERY_MS);
  }
  await untilEnded(product, "bench-l-event", RAISES);
  const rows = await queryDatabase<{ ms: number }>(
    product.databaseUrl,
    `SELECT extract(epoch FROM d.at - o.raised_at)::float8 * 1000 AS ms FROM event_occurrence o
       JOIN transition d ON d.run_id = o.cleared_by::uuid AND d.to_state = 'Dispatched'
     WHERE o.event_name = 'BENCH-L' AND o.cleared_by IS NOT NULL`,
  );
  if (rows.length !== RAISES) throw new Error(`${rows.length} of ${RAISES} events were taken`);
  return latency(rows.map(({ ms }) => ms));
}

function latency(values: readonly number[]): Latency {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) };
}

async function define(product: Product, name: string, gates: object): Promise<void> {
  await product.call("PUT", `/api/v1/definitions/${name}`, {
    ...{ kind: "http", http: { method: "POST", url: `${product.endpoint}/` } },
    ...gates,
  });
}

async function submit(product: Product, definition: string, runs: number): Promise<void> {
  await product.call("POST", "/api/v1/runs/bulk", {
    runs: Array.from({ length: runs }, () => ({ definition })),
  });
}

async function untilEnded(product: Product, definition: string, runs: number): Promise<void> {
  for (let count = 0; count < runs; await pause(50)) {
    const path = `/api/v1/runs/count?state=Completed&definition=${definition}`;
    ({ count } = await product.call<{ count: number }>("GET", path));
  }
}
