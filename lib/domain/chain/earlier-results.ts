import type { RunState } from "@/lib/domain/run/run-state";
import { resultOf } from "./call-fate";
import type { CallRun, ChainPicture, StepRun } from "./chain-picture";

/** A step as an earlier run of its chain left it. */
export interface EarlierStep {
  /** The run and the state of its last iteration. */
  readonly id: string;
  readonly state: RunState;
  /** The last attempt of each call in the last iteration. */
  readonly calls: ReadonlyMap<string, CallRun>;
  /** The run that has the result of a call: the last attempt of all iterations that ran; null for none. */
  readonly results: ReadonlyMap<string, string | null>;
}

/** The steps of an earlier run of a chain by name. */
export function earlierSteps(
  picture: Pick<ChainPicture, "steps" | "calls">,
): Map<string, EarlierStep> {
  const callsOf = new Map<string, CallRun[]>(picture.steps.map(({ id }) => [id, []]));
  for (const call of picture.calls) callsOf.get(call.stepRunId)?.push(call);
  const steps = new Map<string, EarlierStep>();
  for (const step of picture.steps) {
    const before = steps.get(step.name);
    steps.set(step.name, afterIteration(before, step, callsOf.get(step.id) ?? []));
  }
  return steps;
}

function afterIteration(
  before: EarlierStep | undefined,
  { id, state }: StepRun,
  attempts: readonly CallRun[],
): EarlierStep {
  const results = new Map(before?.results);
  for (const call of attempts) {
    results.set(call.name, resultOf(call) ?? results.get(call.name) ?? null);
  }
  return { id, state, calls: new Map(attempts.map((call) => [call.name, call])), results };
}
