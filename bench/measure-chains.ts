import { burst, pause } from "./burst";
import type { Latency } from "./measure-gates";
import { type Product, queryDatabase } from "./product";
import { median, percentile } from "./statistics";

const STEPS = 10;
const CALLS = 20;
const CHAINS = 30;
const ROUNDS = 3;
/** Chains of one call a step that follow one another, to see what a step adds when nothing else is going on. */
const LONELY_CHAINS = 20;

/** C: median calls per second of three bursts of chains, after one to warm up; proves that every call was made. */
export async function measureChains(product: Product): Promise<number> {
  await burst(product, "bench-c-warm-up", 2000);
  await defineChain(product, "bench-c", CALLS);
  await runChains(product, "bench-c", CHAINS / 3);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const seconds = await runChains(product, "bench-c", CHAINS);
    rates.push((CHAINS * STEPS * CALLS) / seconds);
  }
  const [row] = await queryDatabase<{ calls: number }>(
    product.databaseUrl,
    `SELECT count(*)::int AS calls FROM run WHERE definition_name = 'bench-c-call' AND state = 'Completed'`,
  );
  const expected = (CHAINS / 3 + ROUNDS * CHAINS) * STEPS * CALLS;
  if (row?.calls !== expected) throw new Error(`${row?.calls} of ${expected} calls were made`);
  return median(rates);
}

/** C: milliseconds from the end of a step's call to the start of the next step's, as the transitions tell. */
export async function measureSteps(product: Product): Promise<Latency> {
  await burst(product, "bench-c-warm-up", 2000);
  await defineChain(product, "bench-c-lonely", 1);
  for (let chain = 0; chain < LONELY_CHAINS; chain += 1)
    await runChains(product, "bench-c-lonely", 1);
  const rows = await queryDatabase<{ ms: number | null }>(
    product.databaseUrl,
    `SELECT extract(epoch FROM d.at - lag(e.at) OVER (PARTITION BY r.chain_id ORDER BY d.at))::float8 * 1000 AS ms
     FROM run r JOIN transition d ON d.run_id = r.id AND d.to_state = 'Dispatched'
       JOIN transition e ON e.run_id = r.id AND e.to_state = 'Completed'
     WHERE r.definition_name = 'bench-c-lonely-call'`,
  );
  const gaps = rows.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  if (gaps.length !== LONELY_CHAINS * (STEPS - 1)) throw new Error(`${gaps.length} steps`);
  return { p50: percentile(gaps, 0.5), p99: percentile(gaps, 0.99) };
}

async function defineChain(product: Product, name: string, calls: number): Promise<void> {
  await product.call("PUT", `/api/v1/definitions/${name}-call`, {
    kind: "http",
    http: { method: "POST", url: `${product.endpoint}/` },
  });
  const callNames = Array.from({ length: calls }, (_, index) => `CALL_${index + 1}`);
  const stepNames = Array.from({ length: STEPS }, (_, index) => `STEP_${index + 1}`);
  await product.call("PUT", `/api/v1/definitions/${name}`, {
    kind: "chain",
    chain: {
      steps: stepNames.map((step) => ({
        name: step,
        calls: callNames.map((call) => ({ name: call, definition: `${name}-call` })),
      })),
    },
  });
}

/** Submits chains at once and answers the seconds until all are Completed. */
async function runChains(product: Product, definition: string, chains: number): Promise<number> {
  const startedAt = performance.now();
  const { ids } = await product.call<{ ids: string[] }>("POST", "/api/v1/runs/bulk", {
    runs: Array.from({ length: chains }, () => ({ definition })),
  });
  let open = ids;
  while (open.length > 0) {
    await pause(20);
    const next = open[0] as string;
    const { state } = await product.call<{ state: string }>("GET", `/api/v1/runs/${next}`);
    if (state === "Error" || state === "Unknown") throw new Error(`a chain ended ${state}`);
    if (state === "Completed") open = open.slice(1);
  }
  return (performance.now() - startedAt) / 1000;
}
