import type { Product } from "./product";

/** Submits `runs` immediate runs in bulk requests of a thousand and waits until all are Completed; runs per second. */
export async function burst(product: Product, definition: string, runs: number): Promise<number> {
  await product.call("PUT", `/api/v1/definitions/${definition}`, {
    kind: "http",
    http: { method: "POST", url: `${product.endpoint}/` },
  });
  const before = await completed(product, definition);
  const startedAt = performance.now();
  const bulk = Array.from({ length: 1000 }, (_, index) => ({ definition, parameters: { index } }));
  const requests = Array.from({ length: runs / 1000 }, () =>
    product.call<{ ids: string[] }>("POST", "/api/v1/runs/bulk", { runs: bulk }),
  );
  const ids = new Set((await Promise.all(requests)).flatMap((answer) => answer.ids));
  if (ids.size !== runs) throw new Error(`${runs} runs were submitted, ${ids.size} ids came back`);
  while ((await completed(product, definition)) < before + runs) await pause(30);
  return (runs / (performance.now() - startedAt)) * 1000;
}

async function completed(product: Product, definition: string): Promise<number> {
  const answer = await product.call<{ count: number }>(
    "GET",
    `/api/v1/runs/count?state=Completed&definition=${definition}`,
  );
  return answer.count;
}

/** Waits; the benchmark measures a running product, so it has to. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
