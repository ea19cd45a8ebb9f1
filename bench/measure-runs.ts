import { Pool } from "undici";
import { burst, pause } from "./burst";
import { type Product, queryDatabase, residentMb, startEndpoint } from "./product";
import { median, percentile } from "./statistics";

const W1_RUNS = 10_000;
const ROUNDS = 3;
const TRANSITIONS_AT_LEAST = 6;

/** The raw ceiling: the same requests to the same endpoint without any scheduler, 100 at a time. */
export async function rawCeiling(
  requests: number,
  path: string,
): Promise<{ perSecond: number; seconds: number }> {
  const endpoint = await startEndpoint();
  const pool = new Pool(endpoint.url, { connections: 100, pipelining: 1 });
  let left = requests;
  const worker = async () => {
    while (left-- > 0) {
      const answer = await pool.request({
        method: "POST",
        path,
        headers: { "content-type": "application/json" },
        body: '{"index":1}',
      });
      await answer.body.text();
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 100 }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  await endpoint.stop();
  return { perSecond: requests / seconds, seconds };
}

/** W1: median runs per second of three bursts, after one to warm up; proves that every transition was kept. */
export async function measureBursts(product: Product): Promise<number> {
  await burst(product, "bench-warm-up", 2000);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rates.push(await burst(product, `bench-w1-${round}`, W1_RUNS));
  const [row] = await queryDatabase<{ runs: number; few: number }>(
    product.databaseUrl,
    `SELECT count(*)::int AS runs, count(*) FILTER (WHERE moves < ${TRANSITIONS_AT_LEAST})::int AS few FROM (
       SELECT r.id, count(t.run_id) AS moves FROM run r JOIN transition t ON t.run_id = r.id
       WHERE r.definition_name LIKE 'bench-w1-%' GROUP BY r.id) AS counted`,
  );
  if (row?.runs !== W1_RUNS * ROUNDS || row.few > 0)
    throw new Error(`transitions are missing: ${JSON.stringify(row)}`);
  return median(rates);
}

/** W2: milliseconds from the submit of a single run to the hit at the endpoint, one after the other. */
export async function measureLatency(
  product: Product,
  submits: number,
): Promise<{ p50: number; p99: number }> {
  await product.call("PUT", "/api/v1/definitions/bench-w2", {
    kind: "http",
    http: { method: "POST", url: `${product.endpoint}/?record=1` },
  });
  const submitOne = async () => {
    const at = performance.timeOrigin + performance.now();
    const run = await product.call<{ id: string }>("POST", "/api/v1/runs", {
      definition: "bench-w2",
    });
    return { id: run.id, at };
  };
  for (let warm = 0; warm < 300; warm += 1) await submitOne();
  await pause(500);
  await product.arrivals();
  const submitted: { id: string; at: number }[] = [];
  for (let count = 0; count < submits; count += 1) {
    submitted.push(await submitOne());
  }
  await pause(500);
  const arrivals = await product.arrivals();
  const latencies = submitted.map(({ id, at }) => (arrivals.get(id) ?? Number.NaN) - at);
  if (latencies.some(Number.isNaN)) throw new Error("a submitted run never reached the endpoint");
  return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
}

/** W3: lateness in milliseconds of schedules that are all due in the same second; throws when one is missing or doubled. */
export async function measureDueAtOnce(
  product: Product,
  schedules: number,
): Promise<{ p99: number; planned: number }> {
  await burst(product, "bench-w3-warm-up", 2000);
  const definitionOf = (batch: number) => `bench-w3-${schedules}-${batch}`;
  for (let batch = 0; batch * 1000 < schedules; batch += 1) {
    await product.call("PUT", `/api/v1/definitions/${definitionOf(batch)}`, {
      kind: "http",
      http: { method: "POST", url: `${product.endpoint}/?record=1` },
    });
  }
  await product.arrivals();
  const dueAt = new Date(Math.ceil((Date.now() + 6000 + schedules / 2) / 1000) * 1000);
  for (let first = 0; first < schedules; first += 1000) {
    const batch = Array.from({ length: Math.min(1000, schedules - first) }, () => ({
      definition: definitionOf(first / 1000),
      time: dueAt.toISOString(),
      active: true,
    }));
    await product.call("POST", "/api/v1/schedules/bulk", { schedules: batch });
  }
  if (Date.now() > dueAt.getTime() - 500) throw new Error("the schedules were not made in time");
  await pause(dueAt.getTime() - Date.now() + 1500 + schedules / 3);
  const arrivals = [...(await product.arrivals()).values()];
  const [row] = await queryDatabase<{ runs: number; ticks: number; last: number }>(
    product.databaseUrl,
    `SELECT count(*)::int AS runs, count(DISTINCT schedule_id)::int AS ticks,
       (extract(epoch FROM max(submitted_at)) * 1000 - ${dueAt.getTime()})::float8 AS last FROM run WHERE definition_name LIKE 'bench-w3-${schedules}-%'`,
  );
  if (row?.runs !== schedules || row.ticks !== schedules || arrivals.length !== schedules) {
    throw new Error(`${schedules} ticks: ${JSON.stringify(row)}, ${arrivals.length} arrivals`);
  }
  return {
    p99: percentile(
      arrivals.map((at) => at - dueAt.getTime()),
      0.99,
    ),
    planned: row.last,
  };
}

/** W5: seconds for a thousand runs of a second each with a hundred slots. */
export async function measureLongRuns(product: Product): Promise<number> {
  await burst(product, "bench-w5-warm-up", 1000);
  const definition = "bench-w5";
  await product.call("PUT", `/api/v1/definitions/${definition}`, {
    kind: "http",
    http: { method: "POST", url: `${product.endpoint}/?delay=1000` },
  });
  const startedAt = performance.now();
  await product.call("POST", "/api/v1/runs/bulk", {
    runs: Array.from({ length: 1000 }, () => ({ definition })),
  });
  for (;;) {
    const { count } = await product.call<{ count: number }>(
      "GET",
      `/api/v1/runs/count?state=Completed&definition=${definition}`,
    );
    if (count === 1000) return (performance.now() - startedAt) / 1000;
    await pause(20);
  }
}

/** M: memory of the idle node with its database, and of the rested node before and after ten more bursts, in MB. */
export async function measureMemory(
  product: Product,
): Promise<{ idle: number; first: number; last: number }> {
  await pause(10_000);
  const idle = residentMb([product.pid, ...product.postgresPids()]);
  // Two bursts fill the pools and caches that stay; after a rest the collector has given back the rest.
  const settled = async (bursts: number) => {
    for (let round = 0; round < bursts; round += 1) await burst(product, "bench-memory", W1_RUNS);
    await pause(30_000);
    return residentMb([product.pid]);
  };
  const first = await settled(2);
  return { idle, first, last: await settled(10) };
}
