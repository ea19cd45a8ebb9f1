import type {
  DefinitionLock,
  DefinitionProperties,
  RaiseEvent,
  RestartBehaviour,
  RuntimeLimit,
  WaitEvent,
} from "@/lib/domain/definition/definition-properties";

/**
 * What one run needs before it may start and what its end leads to, taken from its definition at submission and
 * kept in `run_gate.needs`.
 */
export interface GateNeeds {
  /** In ascending order of their names: the order they are taken in (run-states-and-chains 8.3). */
  locks: readonly DefinitionLock[];
  waitEvents: readonly Pick<WaitEvent, "event" | "clear">[];
  raiseEvents: readonly RaiseEvent[];
  window: string | null;
  minimumOpenSeconds: number | null;
  whenOverdue: DefinitionProperties["whenOverdue"];
  /** Only the final states that lead to something; null when none does. */
  restart: RestartBehaviour | null;
  runtimeLimit: RuntimeLimit | null;
  /** How long a run of kind `wait` lasts, in seconds. */
  waitSeconds: number | null;
}

/** Needs of a run that only its queue keeps back. */
export const NO_NEEDS: GateNeeds = {
  locks: [],
  waitEvents: [],
  raiseEvents: [],
  window: null,
  minimumOpenSeconds: null,
  whenOverdue: "Scheduled",
  restart: null,
  runtimeLimit: null,
  waitSeconds: null,
};

/** What a call of a chain asks for in place of its definition. */
export interface NeedsOverride {
  window?: string | null;
  minimumOpenSeconds?: number | null;
}

/** The needs of a run of a definition with these properties. */
export function gateNeedsOf(properties: DefinitionProperties, of: NeedsOverride = {}): GateNeeds {
  return {
    locks: properties.locks.toSorted((a, b) => (a.lock < b.lock ? -1 : 1)),
    waitEvents: properties.waitEvents.map(({ event, clear }) => ({ event, clear })),
    raiseEvents: properties.raiseEvents,
    window: of.window ?? properties.timeWindow,
    minimumOpenSeconds: of.minimumOpenSeconds ?? properties.minimumOpenSeconds,
    whenOverdue: properties.whenOverdue,
    restart: consequential(properties.restart),
    runtimeLimit: properties.runtimeLimit,
    waitSeconds: properties.wait?.seconds ?? null,
  };
}

/** Restart behaviour without the states that lead to nothing: `Continue` is what happens anyway. */
function consequential(restart: RestartBehaviour | null): RestartBehaviour | null {
  if (restart === null) return null;
  const on = Object.entries(restart.on).filter(([, action]) => action !== "Continue");
  return on.length === 0 ? null : { ...restart, on: Object.fromEntries(on) };
}
