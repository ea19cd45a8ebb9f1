import type { RunReference, RunTransition, WaitedGate } from "./run-item";
import type { RunState } from "./run-state";
import type { LaneRun } from "./timeline-lanes";

/** A chain, step or call as the picture and the timeline of its chain show it; instants are ISO texts in UTC. */
export interface ChainRunItem extends LaneRun {
  kind: string;
  reason: string | null;
  /** Why it is where it is, in one line. */
  explanation: string;
  waitsFor: WaitedGate | null;
  heldUpBy: RunReference | null;
  startAt: string;
  startedAt: string | null;
  endedAt: string | null;
  restartOf: string | null;
  /** Its latest state changes, oldest first. */
  transitions: RunTransition[];
}

/** A chain or step with the runs below it. */
export interface ChainRuns {
  root: ChainRunItem;
  /** In the order they were made. */
  runs: ChainRunItem[];
  /** There are more runs than were read. */
  isCut: boolean;
}

/** The steps of one chain with their calls, as they are drawn; those of nested chains are not among them. */
export interface ChainRunTree {
  steps: ChainRunStep[];
}

/** One round of a step. */
export interface ChainRunStep {
  runId: string;
  name: string;
  iteration: number;
  state: RunState;
  calls: ChainRunCall[];
}

/** A call as it was last started in a round of its step. */
export interface ChainRunCall {
  runId: string;
  name: string;
  state: RunState;
  definition: string;
  explanation: string;
}

/** The steps and calls of one chain among the runs below it; of a call that was started again, the last start. */
export function chainRunTree(chainId: string, runs: readonly ChainRunItem[]): ChainRunTree {
  const steps = runs.filter(({ role, parent }) => role === "step" && parent === chainId);
  return { steps: steps.map((step) => stepFrom(step, runs)) };
}

function stepFrom(step: ChainRunItem, runs: readonly ChainRunItem[]): ChainRunStep {
  const latest = new Map<string, ChainRunCall>();
  for (const run of runs) {
    if (run.parent !== step.id) continue;
    const name = run.call ?? run.jobName;
    const { state, definition, explanation } = run;
    latest.set(name, { runId: run.id, name, state, definition, explanation });
  }
  return {
    runId: step.id,
    name: step.step ?? step.jobName,
    iteration: step.iteration ?? 1,
    state: step.state,
    calls: [...latest.values()],
  };
}
