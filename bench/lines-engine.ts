import {
  type Lines,
  LONG_HISTORY,
  ms,
  perSecond,
  plainBurst,
  REFERENCE,
  rememberPlainBurst,
  withProduct,
} from "./bench-context";
import {
  measureBursts,
  measureDueAtOnce,
  measureLatency,
  measureLongRuns,
  measureMemory,
  rawCeiling,
} from "./measure-runs";
import { measureNextTimes } from "./measure-schedules";

/** Starting and finishing runs, schedules and memory. */
export const LINES_OF_ENGINE: Lines = {
  W1: async () => {
    const ceiling = await rawCeiling(20_000, "/");
    const rate = await withProduct({}, measureBursts);
    rememberPlainBurst(rate);
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
    const plain = await plainBurst();
    const rate = await withProduct({ history: LONG_HISTORY }, measureBursts);
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
