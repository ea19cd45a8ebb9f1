/** What the lines of the benchmark share: its options, fresh products, and how figures are written. */
import { parseArgs } from "node:util";
import { measureBursts } from "./measure-runs";
import { type Product, startProduct } from "./product";
import { seedBlocked } from "./seed-blocked";
import { seedHistory } from "./seed-history";
import type { Measurement } from "./statistics";

export const { values } = parseArgs({
  options: {
    line: { type: "string" },
    history: { type: "string" },
    minutes: { type: "string", default: "60" },
    show: { type: "boolean", default: false },
  },
});
export const history = Number(values.history ?? 0);
/** The raw ceiling of the machine the targets were set on. */
export const REFERENCE = { perSecond: 32_725 };
/** Finished runs a line seeds when the command line does not say how many. */
export const LONG_HISTORY = 1_000_000;
/** W1 of this run: what other lines are compared with. */
let plain: number | null = null;

/** What is measured, by the name of its line. */
export type Lines = Record<string, () => Promise<Measurement[]>>;

/** Does something with a fresh product, which is stopped and removed afterwards. */
export async function withProduct<T>(
  options: { concurrency?: number; history?: number; blocked?: number },
  work: (product: Product) => Promise<T>,
): Promise<T> {
  const runs = options.history ?? history;
  const product = await startProduct({
    ...(options.concurrency ? { concurrency: options.concurrency } : {}),
    show: values.show,
    prepare: async (url) => {
      if (runs > 0) await seedHistory(url, { runs });
      if (options.blocked) await seedBlocked(url, options.blocked);
    },
  });
  try {
    return await work(product);
  } finally {
    await product.stop();
  }
}

/** Keeps W1 for the lines that are compared with it. */
export function rememberPlainBurst(rate: number): void {
  plain = rate;
}

/** W1 of this run, measured now if it has not been. */
export async function plainBurst(): Promise<number> {
  plain ??= await withProduct({ history: 0 }, measureBursts);
  return plain;
}

export const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const perSecond = (value: number) => `${Math.round(value).toLocaleString("en")}/s`;
