import type { RunState } from "@/lib/domain/run/run-state";

/** A call of a step in a run of a chain. */
export type ChainRunCall = {
  runId: string;
  name: string;
  state: RunState;
  definition: string;
  /** Why it is where it is. */
  explanation: string;
};

/** One iteration of a step in a run of a chain. */
export type ChainRunStep = {
  runId: string;
  name: string;
  /** From 1. */
  iteration: number;
  state: RunState;
  calls: readonly ChainRunCall[];
};

/** A step with all of its iterations, the first one first. */
export type ChainRunColumn = { name: string; iterations: readonly ChainRunStep[] };

/** The iterations of a run by their steps, in the order in which the steps first come. */
export function columnsOf(steps: readonly ChainRunStep[]): ChainRunColumn[] {
  const columns = new Map<string, ChainRunStep[]>();
  for (const step of steps) columns.set(step.name, [...(columns.get(step.name) ?? []), step]);
  return [...columns].map(([name, iterations]) => ({
    name,
    iterations: iterations.toSorted((a, b) => a.iteration - b.iteration),
  }));
}

/** The iteration of a column that is shown: the one that was chosen, otherwise the last. */
export function shownIteration(
  { name, iterations }: ChainRunColumn,
  chosen: Readonly<Record<string, number>>,
): ChainRunStep | undefined {
  const wanted = chosen[name];
  return iterations.find(({ iteration }) => iteration === wanted) ?? iterations.at(-1);
}
