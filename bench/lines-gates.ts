import { type Lines, ms, perSecond, plainBurst, withProduct } from "./bench-context";
import { measureChains, measureSteps } from "./measure-chains";
import { measureHandOver, measureRaise } from "./measure-gates";
import { measureBursts } from "./measure-runs";
import type { Measurement } from "./statistics";

const BLOCKED_OF_G = 100_000;

/** Runs that wait, and chains. */
export const LINES_OF_GATES: Lines = {
  G: async () => {
    const plain = await plainBurst();
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
    const plain = await plainBurst();
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
};
