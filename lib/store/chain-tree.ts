import type { ChainCall, ChainDefinition } from "@/lib/domain/chain/chain-definition";
import type { PlannedCall, PlannedStep } from "@/lib/domain/chain/planned-tree";
import { jobNameFrom } from "@/lib/domain/definition/job-name";
import { gateNeedsOf, NO_NEEDS } from "@/lib/domain/gate/gate-needs";
import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import { newRunOf, type SubmittableDefinition } from "./new-run";
import type { ChainPlace, NewRun } from "./submit-runs";

/** The run of a chain whose steps and calls are to be recorded below it. */
export interface ChainRoot {
  run: Pick<NewRun, "tenantId" | "id" | "priority" | "queue" | "startAt" | "submittedBy">;
  /** Requested start of the top-level run. */
  rootStartAt: Date;
  definition: SubmittableDefinition;
  chain: ChainDefinition;
}

/** What building a tree needs beyond the plan. */
export interface TreeContext {
  now: Date;
  newId: (now: Date) => string;
  /** The definitions of all calls, nested ones included; what is missing does not exist. */
  definitions: ReadonlyMap<string, SubmittableDefinition>;
  /** Queues that keep runs back one by one. */
  limitedQueues: ReadonlySet<string>;
}

/** A chain that was submitted, the outer one or a nested one, with what it was submitted with. */
export interface SubmittedChain {
  tenantId: string;
  runId: string;
  chain: ChainDefinition;
  /** Of an outermost chain: the step it was asked to start at. */
  startAtStep?: string | null;
  /** Restarts of the whole chain by handlers that led to it. */
  handlerRestarts?: number;
}

/** The runs below the run of a chain, parents before children, and the nested chains among them. */
export interface ChainTree {
  runs: NewRun[];
  chains: SubmittedChain[];
}

/** Builds the runs below the run of a chain from their plan (run-states-and-chains 2.2). */
export function buildChainTree(
  root: ChainRoot,
  steps: readonly PlannedStep[],
  context: TreeContext,
): ChainTree {
  const tree: ChainTree = { runs: [], chains: [] };
  addSteps(tree, root, { steps, context });
  return tree;
}

interface Planned {
  steps: readonly PlannedStep[];
  context: TreeContext;
}

function addSteps(tree: ChainTree, root: ChainRoot, { steps, context }: Planned): void {
  for (const planned of steps) {
    const step = stepRun(root, planned, context);
    tree.runs.push(step);
    for (const call of planned.calls) addCall(tree, root, { step, call, context });
  }
}

/** What is recorded of a step or call beyond its name. */
interface Beginning {
  path: readonly RunState[];
  reason: string | null;
}

/** A step of a chain: a run that takes no slot and stands for its calls. */
export function stepRun(
  root: ChainRoot,
  step: Beginning & {
    name: string;
    iteration: number;
    id?: string;
    calls: readonly Beginning[];
    keepsResultOf?: string | null;
    startAt?: Date | null;
    countsAsStart?: boolean;
  },
  { now, newId }: Pick<TreeContext, "now" | "newId">,
): NewRun {
  const startAt = step.startAt ?? root.run.startAt;
  return {
    tenantId: root.run.tenantId,
    id: step.id ?? newId(now),
    definitionId: root.definition.id,
    definitionName: root.definition.name,
    kind: "chain",
    jobName: jobNameFrom(step.name),
    queue: root.run.queue,
    priority: root.run.priority,
    startAt,
    plannedAt: null,
    scheduleId: null,
    restartOf: null,
    origin: "",
    parameters: null,
    submittedBy: root.run.submittedBy,
    ...beginning(step),
    gate: gateOfStep(root, step, startAt),
    place: {
      ...{ role: "step", parentId: root.run.id, chainId: root.run.id, stepName: step.name },
      ...{ callName: null, iteration: step.iteration, rootStartAt: root.rootStartAt },
      ...{ holdWhenReached: false, resultOf: step.keepsResultOf ?? null },
      openChildren: countOpen(step.calls),
      countsAsStart: step.countsAsStart ?? true,
    },
  };
}

interface CallToAdd {
  step: NewRun;
  call: PlannedCall & Pick<CallToRecord, "id">;
  context: TreeContext;
}

/** A step has a moment of its own while it is delayed, and is looked at after each call when others wait for it. */
function gateOfStep(
  { chain }: ChainRoot,
  { name, path }: Beginning & { name: string },
  startAt: Date,
): NewRun["gate"] {
  const isDelayed = path.at(-1) === "Delayed";
  const calls = chain.steps.find((step) => step.name === name)?.calls ?? [];
  if (!isDelayed && !calls.some(({ after }) => after.length > 0)) return null;
  return { needs: NO_NEEDS, starts: 1, wakeAt: isDelayed ? startAt : null };
}

/** Adds a call and, when it calls a chain, everything below it. */
export function addCall(
  tree: ChainTree,
  root: ChainRoot,
  { step, call, context }: CallToAdd,
): void {
  const run = callRun(root, { step, call, context });
  tree.runs.push(run);
  const definition = context.definitions.get(call.definition);
  const chain = definition?.properties?.chain;
  if (call.role !== "chain" || !definition || !chain) return;
  tree.chains.push({ tenantId: run.tenantId, runId: run.id, chain });
  const nested: ChainRoot = { run, rootStartAt: root.rootStartAt, definition, chain };
  addSteps(tree, nested, { steps: call.steps, context });
}

/** A call as it is planned; of a new round its id is known already. */
type CallToRecord = Omit<PlannedCall, "role" | "iteration"> & {
  role: string;
  id?: string;
};

/** A call: a run like any other that waits for its turn. A definition that is gone is run, and fails, as it is. */
export function callRun(
  root: ChainRoot,
  {
    step,
    call,
    context,
  }: {
    step: NewRun;
    call: CallToRecord;
    context: TreeContext;
  },
): NewRun {
  const wanted = wantedCall(root.chain, step.place?.stepName ?? "", call.name);
  const definition = context.definitions.get(call.definition) ?? goneDefinition(root, call);
  const queue = queueOf(root, definition, wanted);
  const run = newRunOf(definition, {
    id: call.id ?? context.newId(context.now),
    startAt: startOf(root, wanted),
    now: context.now,
    submittedBy: root.run.submittedBy,
    parameters: null,
    queue,
    priority: wanted?.priority ?? null,
    hold: false,
    isQueueLimited: context.limitedQueues.has(queue),
  });
  const isChain = call.role === "chain";
  const place: ChainPlace = {
    ...{ role: isChain ? "chain" : "call", parentId: step.id, chainId: root.run.id },
    ...{ stepName: step.place?.stepName ?? null, callName: call.name },
    ...{ iteration: step.place?.iteration ?? 1, rootStartAt: root.rootStartAt },
    ...{ holdWhenReached: call.holdWhenReached, openChildren: countOpen(call.steps) },
    ...{ resultOf: call.keepsResultOf, countsAsStart: true },
  };
  return { ...run, ...beginning(call), gate: gateOf(run, definition, wanted), place };
}

function gateOf(run: NewRun, { properties }: SubmittableDefinition, wanted: ChainCall | null) {
  const isWindowed = wanted !== null && wanted.window !== null;
  if (!isWindowed && run.gate === null) return null;
  const of = {
    window: wanted?.window ?? null,
    minimumOpenSeconds: wanted?.minimumOpenSeconds ?? null,
  };
  const needs = properties
    ? gateNeedsOf(properties, of)
    : { ...NO_NEEDS, window: of.window, minimumOpenSeconds: of.minimumOpenSeconds };
  return { needs, starts: 1, wakeAt: null };
}

function beginning({ path, reason }: Beginning) {
  return { path, reason, ready: false, ended: hasEnded({ path }) };
}

/** How many of these runs have not ended as they are recorded. */
export function countOpen(runs: readonly Pick<Beginning, "path">[]): number {
  return runs.filter((run) => !hasEnded(run)).length;
}

function hasEnded({ path }: Pick<Beginning, "path">): boolean {
  const last = path.at(-1);
  return last !== undefined && isFinal(last);
}

function wantedCall(chain: ChainDefinition, step: string, call: string): ChainCall | null {
  const found = chain.steps.find(({ name }) => name === step);
  return found?.calls.find(({ name }) => name === call) ?? null;
}

/** Queue of a call: its own, else its definition's, else the chain's (2.1). */
function queueOf(
  root: ChainRoot,
  definition: SubmittableDefinition,
  wanted: ChainCall | null,
): string {
  if (wanted?.queue) return wanted.queue;
  return definition.queue === DEFAULT_QUEUE ? root.run.queue : definition.queue;
}

const DEFAULT_QUEUE = "Default";

/** Its own start, if that is still to come when the chain starts; else that of the chain, until its turn comes. */
function startOf(root: ChainRoot, wanted: ChainCall | null): Date {
  const own = wanted?.startAt ? new Date(wanted.startAt) : null;
  return own && own > root.run.startAt ? own : root.run.startAt;
}

/** Stands in for a definition that was removed: the run tells so when its turn comes. */
function goneDefinition(root: ChainRoot, call: { definition: string }): SubmittableDefinition {
  return {
    ...root.definition,
    name: call.definition,
    jobName: jobNameFrom(call.definition),
    kind: "http",
    id: root.run.id,
    origin: "",
    properties: null,
  };
}
