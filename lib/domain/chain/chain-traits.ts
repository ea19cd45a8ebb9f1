import { isExpression } from "@/lib/domain/expression/expression";
import type { ChainDefinition, ChainStep, StatusHandler } from "./chain-definition";

/** What a decision about a chain may depend on beyond the states of the step that is under way. */
export interface ChainTraits {
  /** Values that calls were given and gave. */
  needsValues: boolean;
  /** Calls of steps that are over: something looks back or goes back to them. */
  needsHistory: boolean;
  /** The latest definition. */
  needsMaster: boolean;
}

/** What has to be loaded for decisions about a chain; little for most. */
export function traitsOf(chain: ChainDefinition): ChainTraits {
  const handlers = [...chain.handlers, ...chain.steps.flatMap((step) => step.handlers)];
  const needsValues = chain.steps.some(hasExpression);
  return {
    needsValues,
    needsHistory: needsValues || handlers.some(({ action }) => action === "Goto"),
    needsMaster: handlers.some(isOfMaster),
  };
}

function isOfMaster(handler: StatusHandler): boolean {
  return "version" in handler && handler.version === "master";
}

function hasExpression({ precondition, calls }: ChainStep): boolean {
  return (
    precondition !== null ||
    calls.some(
      (call) =>
        call.precondition !== null ||
        [call.disabled, call.hold, ...Object.values(call.parameters)].some(
          (value) => typeof value === "string" && isExpression(value),
        ),
    )
  );
}
