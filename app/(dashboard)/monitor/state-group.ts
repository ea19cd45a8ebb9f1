import { isFinal, RUN_STATES, type RunState, stageOf } from "@/lib/domain/run/run-state";

/** Groups of states an operator thinks in; each stands for the states the model gives it. */
export const STATE_GROUPS = ["waiting", "held", "running", "failed", "done"] as const;
export type StateGroup = (typeof STATE_GROUPS)[number];

export const STATE_GROUP_WORD: Record<StateGroup, string> = {
  waiting: "Waiting",
  held: "Held",
  running: "Running",
  failed: "Failed",
  done: "Done",
};

const FAILED: readonly RunState[] = ["Error", "Unknown", "Killed"];
const HELD: readonly RunState[] = ["Held", "Overdue", "Never", "Modified"];

/** The states of a group, in table order. "Held" are those that go on only when a person acts. */
export function statesOfGroup(group: StateGroup): RunState[] {
  return RUN_STATES.filter((state) => groupOf(state) === group);
}

function groupOf(state: RunState): StateGroup {
  if (HELD.includes(state)) return "held";
  if (FAILED.includes(state)) return "failed";
  if (isFinal(state)) return "done";
  return stageOf(state) === "running" ? "running" : "waiting";
}

/** The states meant by groups and states side by side, each once, in table order. */
export function expandStates(tokens: readonly (StateGroup | RunState)[]): RunState[] {
  const meant = new Set(
    tokens.flatMap((token) => (isStateGroup(token) ? statesOfGroup(token) : [token])),
  );
  return RUN_STATES.filter((state) => meant.has(state));
}

export function isStateGroup(token: string): token is StateGroup {
  return STATE_GROUPS.some((group) => group === token);
}
