import { history, type Lines, LONG_HISTORY, ms, values, withProduct } from "./bench-context";
import { measureMonitor } from "./measure-browser";
import { LIST_TARGET_MS, measureLists } from "./measure-lists";
import { measureFrequency } from "./measure-reports";
import { measureWatchers } from "./measure-watchers";

/** Lists, reports and the monitor in browsers. */
export const LINES_OF_SCREENS: Lines = {
  Q: async () => {
    const runs = history > 0 ? history : LONG_HISTORY;
    const figures = await withProduct({ history: runs }, measureLists);
    return figures.map(({ filter, p95 }) => ({
      ...{ line: "Q", workload: `list by ${filter}, ${runs.toLocaleString("en")} runs` },
      ...{ figure: `p95 ${ms(p95)} of a request`, target: `≤ ${LIST_TARGET_MS} ms` },
      ...{ met: p95 <= LIST_TARGET_MS, ceiling: "" },
    }));
  },
  F: async () => {
    const { p50, p95 } = await withProduct({ history: LONG_HISTORY }, measureFrequency);
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
  B: async () => {
    const runs = history || LONG_HISTORY;
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
};
