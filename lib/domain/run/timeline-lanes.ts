import type { RunState } from "./run-state";

/** A run as far as its place among the lanes of a chain depends on it. */
export interface LaneRun {
  id: string;
  /** The run it is part of; null, or one that is not shown, for the first lane. */
  parent: string | null;
  role: string;
  step: string | null;
  call: string | null;
  iteration: number | null;
  jobName: string;
  jobCount: string;
  definition: string;
  state: RunState;
}

/** One run on the common time axis. */
export interface Lane<T extends LaneRun> {
  run: T;
  /** Depth below the first lane. */
  depth: number;
  label: string;
  sublabel: string;
  /** Runs anywhere below it, shown or not. */
  below: number;
}

/** Lanes that can be looked at at once: a longer chain begins with its steps folded up. */
export const MAX_OPEN_LANES = 200;

/**
 * A lane for a chain or step and one for every run below it, parents before children, the rounds of a step and the
 * repetitions of a call side by side in the order they were made. What is below a folded run is left out.
 */
export function timelineLanes<T extends LaneRun>(
  root: T,
  members: readonly T[],
  folded: ReadonlySet<string> = new Set(),
): Lane<T>[] {
  const tree = familyOf(members);
  const lanes: Lane<T>[] = [];
  const add = (run: T, depth: number): void => {
    const below = countBelow(tree, run.id);
    lanes.push({ run, depth, ...laneWords(run, depth, tree), below });
    if (folded.has(run.id)) return;
    for (const child of tree.get(run.id) ?? []) add(child, depth + 1);
  };
  add(root, 0);
  return lanes;
}

/** The runs whose lanes begin folded: the steps that ended well, and all steps when those that did not are too many too. */
export function foldedAtFirst<T extends LaneRun>(
  root: T,
  members: readonly T[],
  most: number = MAX_OPEN_LANES,
): Set<string> {
  if (members.length < most) return new Set();
  const steps = members.filter(({ id, role }) => role === "step" && id !== root.id);
  const quiet = new Set(steps.filter(isQuiet).map(({ id }) => id));
  return timelineLanes(root, members, quiet).length <= most
    ? quiet
    : new Set(steps.map(({ id }) => id));
}

const DORMANT: readonly RunState[] = ["Chained", "Disabled", "Completed", "Skipped", "Ignored"];

/** Nothing about it is to be looked at: it has ended well, or its turn has not come. */
function isQuiet({ state }: LaneRun): boolean {
  return DORMANT.includes(state);
}

type Family<T> = ReadonlyMap<string, readonly T[]>;

function familyOf<T extends LaneRun>(members: readonly T[]): Family<T> {
  const children = new Map<string, T[]>();
  for (const run of members) {
    if (run.parent === null) continue;
    const known = children.get(run.parent);
    if (known) known.push(run);
    else children.set(run.parent, [run]);
  }
  return new Map([...children].map(([id, runs]) => [id, sideBySide(runs)]));
}

/** Runs of the same name next to each other, where the first of them was made; each name in the order of making. */
function sideBySide<T extends LaneRun>(runs: readonly T[]): T[] {
  const byName = new Map<string, T[]>();
  for (const run of runs.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const name = nameOf(run);
    const known = byName.get(name);
    if (known) known.push(run);
    else byName.set(name, [run]);
  }
  return [...byName.values()].flat();
}

function countBelow<T extends LaneRun>(tree: Family<T>, id: string): number {
  const children = tree.get(id) ?? [];
  return children.reduce((sum, child) => sum + 1 + countBelow(tree, child.id), 0);
}

/** What a run is called in its chain. */
function nameOf({ role, step, call, jobName }: LaneRun): string {
  return (role === "step" ? step : call) ?? jobName;
}

function laneWords<T extends LaneRun>(run: T, depth: number, tree: Family<T>) {
  if (depth === 0) return { label: nameOf(run), sublabel: run.jobCount };
  const name = nameOf(run);
  const twins = (tree.get(run.parent ?? "") ?? []).filter((twin) => nameOf(twin) === name);
  const place = `${run.role === "step" ? "round" : "start"} ${twins.indexOf(run) + 1}`;
  const round = twins.length > 1 ? place : "";
  const what = run.role === "step" || run.definition === name ? "" : run.definition;
  return { label: name, sublabel: [what, round].filter((part) => part !== "").join(", ") };
}
