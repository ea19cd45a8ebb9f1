import { parseResource, type Resource } from "@/lib/domain/gate/resource";
import type { QuestionFacts, WaitsFor } from "@/lib/domain/run/explanation/run-facts";
import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import { loadChildrenFacts, loadQuestions } from "./children-waits";
import {
  type GateNames,
  loadEventFacts,
  loadLockFacts,
  loadOwnWaits,
  loadQueueFacts,
  type Owned,
  type OwnWait,
} from "./gate-waits";
import type { Queryable } from "./queryable";
import type { RunRow } from "./run-row";

/** How far is counted for one run: a page of them must not cost more the longer a line is. */
export interface WaitLimits {
  /** Runs ahead in line. */
  ahead: number;
  /** Runs below a chain or step. */
  members: number;
  /** Runs that ended well are looked at for questions about them too; they are most of what lists are made of. */
  everyEnd: boolean;
}

const HOLDERS = 3;
const PARENT_STATES: readonly RunState[] = ["Running", "Waiting", "Error"];
/** A run that ended badly may be asked about: whether it is to be started again. */
const ASKING_STATES: readonly RunState[] = ["Console", "Error", "Unknown", "Killed", "Canceled"];

/** What is known of the waits of some runs, by their ids. */
export interface RunWaits {
  waitsFor: ReadonlyMap<string, WaitsFor>;
  questions: ReadonlyMap<string, QuestionFacts>;
}

interface Waiter {
  run: RunRow;
  resource: Resource;
}

type Waits = Map<string, WaitsFor>;

/**
 * What these runs wait for, looked up for all of them at once: at most one statement per kind of thing, each by index.
 * Runs that wait for nothing that can be looked up are left out.
 */
export async function loadWaits(
  db: Queryable,
  runs: readonly RunRow[],
  limits: WaitLimits,
): Promise<RunWaits> {
  const waiters = runs.flatMap(waiterFrom);
  const parents = runs.filter(isExplainedByChildren);
  const asking = runs.filter((run) => mayAsk(run, limits));
  const [gates, children, questions] = await Promise.all([
    gateWaits(db, waiters, limits.ahead),
    loadChildrenFacts(db, parents, limits.members),
    loadQuestions(db, asking, limits.members),
  ]);
  return { waitsFor: new Map<string, WaitsFor>([...gates, ...children]), questions };
}

/** Only what stands in the state of a wait is explained by it. */
function waiterFrom(run: RunRow): Waiter[] {
  const resource = run.blockedOn === null ? null : parseResource(run.blockedOn);
  return resource === null ? [] : [{ run, resource }];
}

function isExplainedByChildren({ role, kind, state }: RunRow): boolean {
  return (role === "step" || kind === "chain") && PARENT_STATES.includes(state);
}

function mayAsk({ role, kind, state }: RunRow, { everyEnd }: WaitLimits): boolean {
  const isParent = role === "step" || kind === "chain";
  const isOver = everyEnd && isFinal(state);
  return isOver || ASKING_STATES.includes(state) || (isParent && state === "Waiting");
}

async function gateWaits(db: Queryable, waiters: readonly Waiter[], most: number): Promise<Waits> {
  const of = (kind: Resource["kind"]) => waiters.filter(({ resource }) => resource.kind === kind);
  const [locks, queues, events] = [of("lock"), of("queue"), of("event")];
  const inLine = [...locks, ...queues];
  const [own, lockFacts, queueFacts, eventFacts] = await Promise.all([
    inLine.length === 0 ? new Map<string, OwnWait>() : loadOwnWaits(db, inLine.map(inLineOf), most),
    locks.length === 0 ? [] : loadLockFacts(db, namesOf(locks), HOLDERS),
    queues.length === 0 ? [] : loadQueueFacts(db, namesOf(queues)),
    events.length === 0 ? [] : loadEventFacts(db, namesOf(events)),
  ]);
  const ownOf = (run: RunRow): OwnWait =>
    own.get(run.id) ?? { ahead: { count: 0, isMore: false }, units: 1 };
  const [lockOf, queueOf, eventOf] = [byGate(lockFacts), byGate(queueFacts), byGate(eventFacts)];
  return new Map([
    ...given(locks, (waiter) => {
      const lock = lockOf(waiter);
      if (!lock) return null;
      const { isCounted, ...facts } = lock;
      const { ahead, units } = ownOf(waiter.run);
      return { ...facts, units: isCounted ? units : 1, ahead };
    }),
    ...given(queues, (waiter) => {
      const queue = queueOf(waiter);
      return queue ? { ...queue, ahead: ownOf(waiter.run).ahead } : null;
    }),
    ...given(events, (waiter) => eventOf(waiter) ?? null),
    ...given(of("window"), ({ run, resource }) => ({
      kind: "window",
      name: resource.name,
      opensAt: run.wakeAt,
    })),
  ]);
}

function inLineOf({ run, resource }: Waiter) {
  const { id, tenantId, priority, rootStartAt, startAt } = run;
  const { name } = resource;
  return { id, tenantId, priority, rootStartAt, startAt, name, blockedOn: run.blockedOn ?? "" };
}

function given(
  waiters: readonly Waiter[],
  factsOf: (waiter: Waiter) => WaitsFor | null,
): [string, WaitsFor][] {
  return waiters.flatMap((waiter) => {
    const facts = factsOf(waiter);
    return facts === null ? [] : [[waiter.run.id, facts]];
  });
}

function keyOf(tenantId: string, name: string): string {
  return `${tenantId} ${name}`;
}

function namesOf(waiters: readonly Waiter[]): GateNames {
  const gates = new Map(
    waiters.map(({ run, resource }) => [
      keyOf(run.tenantId, resource.name),
      [run.tenantId, resource.name] as const,
    ]),
  );
  const pairs = [...gates.values()];
  return { tenantIds: pairs.map(([id]) => id), names: pairs.map(([, name]) => name) };
}

function byGate<T extends { name: string }>(facts: readonly Owned<T>[]) {
  const known = new Map(facts.map(({ tenantId, ...rest }) => [keyOf(tenantId, rest.name), rest]));
  return ({ run, resource }: Waiter) => known.get(keyOf(run.tenantId, resource.name));
}
