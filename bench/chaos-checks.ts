import type { Queryable } from "@/lib/store/queryable";
import { historyFaults, lostTicks } from "@/lib/testing/run-history";

/** One promise, what was looked at, and where it was not kept. */
export interface Check {
  name: string;
  looked: string;
  faults: string[];
}

interface Witness {
  acknowledged: readonly string[];
  /** How often each run has called the endpoint. */
  arrivals: ReadonlyMap<string, number>;
  alive: number;
}

interface RunRow {
  id: string;
  state: string;
  reason: string | null;
  planned: boolean;
}

/** Why a run may end Unknown: its server was lost, or its endpoint never said how it went. */
const EXCUSES = /^(WORKER_LOST|NO_CALLBACK)/;

/** Checks the whole history against what is promised (architecture: what is promised). */
export async function checkHistory(
  db: Queryable,
  { acknowledged, arrivals, alive }: Witness,
): Promise<Check[]> {
  const runs = (
    await db.query<RunRow>("SELECT id, state, reason, planned_at IS NOT NULL AS planned FROM run")
  ).rows;
  const known = new Set(runs.map((run) => run.id));
  const lost = await lostTicks(db);
  const unknown = runs.filter((run) => run.state === "Unknown");
  const completed = runs.filter((run) => run.state === "Completed");
  return [
    {
      name: "every tick became exactly one run",
      looked: `${runs.filter((run) => run.planned).length} ticks`,
      faults: lost > 0 ? [`${lost} ticks are lost`] : [],
    },
    {
      name: "every acknowledged submission is there",
      looked: `${acknowledged.length} submissions`,
      faults: acknowledged.filter((id) => !known.has(id)).map((id) => `run ${id} is missing`),
    },
    {
      name: "every run moved by the state table, without gap, and ended once; the rollup equals a recount",
      looked: `${runs.length} runs`,
      faults: await historyFaults(db),
    },
    {
      name: "no run called its endpoint twice",
      looked: `${arrivals.size} calls`,
      faults: [...arrivals]
        .filter(([, times]) => times > 1)
        .map(([id, times]) => `run ${id} called ${times} times`),
    },
    {
      name: "no run is Completed that did not call its endpoint",
      looked: `${completed.length} completed runs`,
      faults: completed
        .filter((run) => !arrivals.has(run.id))
        .map((run) => `run ${run.id} never called`),
    },
    {
      name: "runs are Unknown only where nobody can know",
      looked: `${unknown.length} unknown runs`,
      faults: unknown
        .filter((run) => !EXCUSES.test(run.reason ?? ""))
        .map((run) => `run ${run.id}: ${run.reason ?? "no reason"}`),
    },
    {
      name: "every node lives",
      looked: `${alive} nodes`,
      faults: alive === 3 ? [] : [`${3 - alive} nodes have ended`],
    },
  ];
}
