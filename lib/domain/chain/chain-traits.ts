import type { ChainDefinition, StatusHandler } from "./chain-definition";
import { expressionsOf } from "./chain-expressions";

/** What a decision about a chain may depend on beyond the states of the step that is under way. */
export interface ChainTraits {
  /** Values that calls were given and gave. */
  readonly needsValues: boolean;
  /** Time windows and events. */
  readonly needsSurroundings: boolean;
  /** Calls of steps that are over: something looks back or goes back to them. */
  readonly needsHistory: boolean;
  /** The latest definition. */
  readonly needsMaster: boolean;
}

/** What has to be loaded for decisions about a chain; little for most. What the latest definition asks for nobody knows. */
export function traitsOf(chain: ChainDefinition): ChainTraits {
  const handlers = [...chain.handlers, ...chain.steps.flatMap((step) => step.handlers)];
  const needsMaster = handlers.some(isOfMaster);
  const needsValues = needsMaster || expressionsOf(chain).length > 0;
  return {
    needsValues,
    needsSurroundings: needsValues || hasPrecondition(chain),
    needsHistory: needsValues || handlers.some(({ action }) => action === "Goto"),
    needsMaster,
  };
}

function isOfMaster(handler: StatusHandler): boolean {
  return "version" in handler && handler.version === "master";
}

function hasPrecondition({ steps }: ChainDefinition): boolean {
  return steps.some(
    ({ precondition, calls }) =>
      precondition !== null || calls.some((call) => call.precondition !== null),
  );
}
