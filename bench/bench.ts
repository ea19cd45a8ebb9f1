/**
 * `npm run bench`: the figures the product is held to, measured on a fresh instance of the built product
 * through its public API. `--line=W1` measures one line, `--history=1000000` seeds finished runs first
 * (for every line; lines H, Q and B do so by themselves, Q with as many as are given here), `--minutes=5` watches the monitor of line B for less than an hour, `--show` prints the product's log.
 */
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { measureMonitor } from "./measure-browser";
import { measureChains, measureSteps } from "./measure-chains";
import { measureHandOver, measureRaise } from "./measure-gates";
import { LIST_TARGET_MS, measureLists } from "./measure-lists";
import { measureFrequency } from "./measure-reports";
import {
  measureBursts,
  measureDueAtOnce,
  measureLatency,
  measureLongRuns,
  measureMemory,
  rawCeiling,
} from "./measure-runs";
import { measureNextTimes } from "./measure-schedules";
import { measureWatchers } from "./measure-watchers";
import { type Product, startProduct } from "./product";
import { seedBlocked } from "./seed-blocked";
import { seedHistory } from "./seed-history";
import type { Measurement } from "./statistics";

const { values } = parseArgs({
  options: {
    line: { type: "string" },
    history: { type: "string" },
    minutes: { type: "string", default: "60" },
    show: { type: "boolean", default: false },
  },
});
const history = Number(values.history ?? 0);
/** The raw ceiling of the machine the targets were set on. */
const REFERENCE = { perSecond: 32_725 };
const HISTORY_OF_H = 1_000_000;
const HISTORY_OF_Q = 1_000_000;
const BLOCKED_OF_G = 100_000;
/** W1 of this run: what lines G and H are compared with. */
let plainBurst: number | null = null;

async function withProduct<T>(
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

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const perSecond = (value: number) => `${Math.round(value).toLocaleString("en")}/s`;

const lines: Record<string, () => Promise<Measurement[]>> = {
  W1: async () => {
    const ceiling = await rawCeiling(20_000, "/");
    const rate = await withProduct({}, measureBursts);
    plainBurst = rate;
    const ratio = rate / ceiling.perSecond;
    return [
      {
        line: "W1",
        workload: "10,000 immediate runs through POST /runs/bulk until Completed",
        figure: perSecond(rate),
        target: `6,600/s where raw is ${perSecond(REFERENCE.perSecond)}: ≥ ${(6600 / REFERENCE.perSecond).toFixed(2)} of it`,
        met: ratio >= 6600 / REFERENCE.perSecond,
        ceiling: `${perSecond(ceiling.perSecond)} raw, ratio ${ratio.toFixed(2)}`,
      },
    ];
  },
  W2: async () => {
    const raw = await rawCeiling(20_000, "/");
    const { p50, p99 } = await withProduct({}, (product) => measureLatency(product, 200));
    const slower = REFERENCE.perSecond / raw.perSecond;
    return [
      {
        line: "W2",
        workload: "200 single submits, submit to endpoint hit",
        figure: `p50 ${ms(p50)}, p99 ${ms(p99)}`,
        target: `p50 ≤ 4 ms, p99 ≤ 10 ms where raw is ${perSecond(REFERENCE.perSecond)}: here ${ms(4 * slower)}, ${ms(10 * slower)}`,
        met: p50 <= 4 * slower && p99 <= 10 * slower,
        ceiling: `${perSecond(raw.perSecond)} raw`,
      },
    ];
  },
  W3: async () => {
    const raw = await rawCeiling(20_000, "/");
    const slower = REFERENCE.perSecond / raw.perSecond;
    return withProduct({}, async (product) => {
      await measureDueAtOnce(product, 100);
      const small = await measureDueAtOnce(product, 1000);
      const large = await measureDueAtOnce(product, 10_000);
      return [
        {
          line: "W3",
          workload: "1,000 schedules due in the same second, none missing or doubled",
          figure: `p99 ${ms(small.p99)}`,
          target: `≤ 150 ms where raw is ${perSecond(REFERENCE.perSecond)}: here ${ms(150 * slower)}`,
          met: small.p99 <= 150 * slower,
          ceiling: `${perSecond(raw.perSecond)} raw`,
        },
        {
          line: "W3",
          workload: "10,000 schedules due in the same second, until all are runs",
          figure:
            large.planned < 0 ? `${ms(-large.planned)} before it` : `${ms(large.planned)} after it`,
          target: "≤ 1 s after it",
          met: large.planned <= 1000,
          ceiling: "",
        },
      ];
    });
  },
  W5: async () => {
    const ceiling = await rawCeiling(1000, "/?delay=1000");
    const seconds = await withProduct({ concurrency: 100 }, measureLongRuns);
    return [
      {
        line: "W5",
        workload: "1,000 runs of 1 s, concurrency 100",
        figure: `${seconds.toFixed(2)} s`,
        target: "≤ 10.3 s",
        met: seconds <= 10.3,
        ceiling: `${ceiling.seconds.toFixed(2)} s raw, ratio ${(seconds / ceiling.seconds).toFixed(2)}`,
      },
    ];
  },
  H: async () => {
    const plain = plainBurst ?? (await withProduct({ history: 0 }, measureBursts));
    const rate = await withProduct({ history: HISTORY_OF_H }, measureBursts);
    return [
      {
        line: "H",
        workload: "W1 with 1,000,000 finished runs",
        figure: `${perSecond(rate)}, ${(rate / plain).toFixed(2)} of W1`,
        target: "≥ 0.9 of W1",
        met: rate / plain >= 0.9,
        ceiling: "",
      },
    ];
  },
  F: async () => {
    const { p50, p95 } = await withProduct({ history: HISTORY_OF_H }, measureFrequency);
    return [
      {
        line: "F",
        workload: "frequency report, whole history of 1,000,000 runs, compared with a recount",
        figure: `p50 ${ms(p50)}, p95 ${ms(p95)} of a request`,
        target: "≤ 50 ms",
        met: p95 <= 50,
        ceiling: "",
      },
    ];
  },
  Q: async () => {
    const runs = history > 0 ? history : HISTORY_OF_Q;
    const figures = await withProduct({ history: runs }, measureLists);
    return figures.map(({ filter, p95 }) => ({
      ...{ line: "Q", workload: `list by ${filter}, ${runs.toLocaleString("en")} runs` },
      ...{ figure: `p95 ${ms(p95)} of a request`, target: `≤ ${LIST_TARGET_MS} ms` },
      ...{ met: p95 <= LIST_TARGET_MS, ceiling: "" },
    }));
  },
  G: async () => {
    const plain = plainBurst ?? (await withProduct({}, measureBursts));
    const rate = await withProduct({ blocked: BLOCKED_OF_G }, measureBursts);
    return [
      {
        line: "G",
        workload: "W1 while 100,000 runs are blocked on events, locks, held and full queues",
        figure: `${perSecond(rate)}, ${(rate / plain).toFixed(2)} of W1`,
        target: "≥ 0.9 of W1",
        met: rate / plain >= 0.9,
        ceiling: "",
      },
    ];
  },
  C: async () => {
    const plain = plainBurst ?? (await withProduct({}, measureBursts));
    const rate = await withProduct({}, measureChains);
    const { p50, p99 } = await withProduct({}, measureSteps);
    return [
      {
        line: "C",
        workload: "calls of chains of 10 steps with 20 calls each",
        figure: `${perSecond(rate)}, ${(rate / plain).toFixed(2)} of W1`,
        target: "≥ 0.6 of W1",
        met: rate / plain >= 0.6,
        ceiling: "",
      },
      {
        line: "C",
        workload: "from the end of a step to the start of the next call",
        figure: `p50 ${ms(p50)}, p99 ${ms(p99)}`,
        target: "p50 ≤ 15 ms",
        met: p50 <= 15,
        ceiling: "",
      },
    ];
  },
  L: async () => {
    const { lock, event } = await withProduct({}, async (product) => ({
      lock: await measureHandOver(product),
      event: await measureRaise(product),
    }));
    const row = (workload: string, { p50, p99 }: typeof lock): Measurement => ({
      ...{ line: "L", workload, figure: `p50 ${ms(p50)}, p99 ${ms(p99)}` },
      ...{ target: "p50 ≤ 10 ms", met: p50 <= 10, ceiling: "" },
    });
    return [
      row("a lock handed over to the next of 300 runs, release to dispatch", lock),
      row("an event raised 200 times, each to the dispatch of the run that takes it", event),
    ];
  },
  B: async () => {
    const runs = history || HISTORY_OF_H;
    const minutes = Number(values.minutes);
    const { firstPaint, usable, heapBefore, heapAfter } = await withProduct(
      { history: runs },
      (product) => measureMonitor(product, minutes),
    );
    return [
      {
        line: "B",
        workload: `monitor with ${runs.toLocaleString("en")} runs: first contentful paint, rows usable`,
        figure: `${ms(firstPaint)}, ${ms(usable)}`,
        target: "≤ 1 s",
        met: firstPaint <= 1000 && usable <= 1000,
        ceiling: "",
      },
      {
        line: "B",
        workload: `heap of the monitor before and after ${minutes} minutes of live updates`,
        figure: `${heapBefore.toFixed(1)} MB, ${heapAfter.toFixed(1)} MB`,
        target: "no growth",
        met: heapAfter <= heapBefore * 1.2,
        ceiling: "",
      },
    ];
  },
  S: async () => {
    const { watchers, lost, anew, cpuMs } = await withProduct({}, measureWatchers);
    return [
      {
        line: "S",
        workload: `${watchers} watchers of 1,000 runs that start and end: changes lost`,
        figure: `${lost}; ${anew} had to look anew`,
        target: "none",
        met: lost === 0,
        ceiling: "",
      },
      {
        line: "S",
        workload: "processor time of the node for one of them",
        figure: ms(cpuMs),
        target: "",
        met: null,
        ceiling: "",
      },
    ];
  },
  P: async () => {
    const { mean, worst } = measureNextTimes();
    return [
      {
        line: "P",
        workload: "next time of a schedule, sparse expressions included",
        figure: `mean ${(mean * 1000).toFixed(1)} µs, worst ${(worst * 1000).toFixed(0)} µs`,
        target: "mean ≤ 200 µs, worst ≤ 1000 µs",
        met: mean <= 0.2 && worst <= 1,
        ceiling: "",
      },
    ];
  },
  M: async () => {
    const { idle, first, last } = await withProduct({}, measureMemory);
    return [
      {
        line: "M",
        workload: "memory of an idle node with its database",
        figure: `${idle.toFixed(0)} MB`,
        target: "≤ 350 MB",
        met: idle <= 350,
        ceiling: "",
      },
      {
        line: "M",
        workload: "memory of the rested node before and after ten more W1",
        figure: `${first.toFixed(0)} MB, ${last.toFixed(0)} MB`,
        target: "no growth",
        met: last <= first * 1.1,
        ceiling: "",
      },
    ];
  },
};

function print(rows: readonly Measurement[]): void {
  const cells = rows.map((row) => [
    row.line,
    row.workload,
    row.figure,
    row.target,
    row.met === null ? "" : row.met ? "met" : "MISSED",
    row.ceiling,
  ]);
  const head = ["line", "workload", "figure", "target", "", "ceiling"];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [head, ...cells]) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
  }
}

const wanted = values.line ? values.line.toUpperCase().split(",") : Object.keys(lines);
const unknown = wanted.filter((name) => !lines[name]);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no line ${unknown.join(", ")}; lines: ${Object.keys(lines).join(", ")}\n`,
  );
  process.exit(1);
}
process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, history ${history.toLocaleString("en")} runs\n\n`,
);
const rows: Measurement[] = [];
for (const name of wanted) {
  process.stderr.write(`measuring ${name} …\n`);
  try {
    rows.push(...((await lines[name]?.()) ?? []));
  } catch (error) {
    process.stderr.write(`${name} could not be measured: ${error}\n`);
    process.exitCode = 1;
  }
}
print(rows);
