import type { ChainCall, ChainDefinition, ChainStep } from "@/lib/domain/chain/chain-definition";
import type {
  HandlerAction,
  HandlerTrigger,
  StatusHandler,
} from "@/lib/domain/chain/status-handler";

/** A number as it is typed: text that is no number stays, for the schema to refuse; null is nothing. */
export type TypedNumber = number | string | null;

/** A status handler with the details of every action, so that trying another action loses nothing. */
export interface EditedHandler {
  readonly on: HandlerTrigger;
  readonly action: HandlerAction;
  /** Of Goto. */
  readonly step: string;
  /** Of End. */
  readonly status: "Completed" | "Error";
  /** Of the restarts. */
  readonly version: "current" | "master";
  readonly delaySeconds: TypedNumber;
  /** Of RequestRestart; empty: a sentence of our own. */
  readonly message: string;
}

/** A call as it is edited. */
export interface EditedCall extends Omit<ChainCall, "priority" | "minimumOpenSeconds"> {
  /** Stays the same whatever is edited; unique among the steps and calls of the chain. */
  readonly key: number;
  readonly priority: TypedNumber;
  readonly minimumOpenSeconds: TypedNumber;
}

/** A step as it is edited. */
export interface EditedStep extends Omit<ChainStep, "maxStarts" | "handlers" | "calls"> {
  readonly key: number;
  readonly maxStarts: TypedNumber;
  readonly handlers: readonly EditedHandler[];
  readonly calls: readonly EditedCall[];
}

/** A chain in the making: what was typed, right or wrong. */
export interface EditedChain
  extends Pick<ChainDefinition, "requestRestartByDefault" | "selection"> {
  readonly handlers: readonly EditedHandler[];
  readonly steps: readonly EditedStep[];
}

/** What a new chain starts from; Request Restart is opt-in (model, "Decisions"). */
export const EMPTY_CHAIN: EditedChain = {
  requestRestartByDefault: false,
  selection: null,
  handlers: [],
  steps: [],
};

/** A stored chain for editing. */
export function editedChainOf(chain: ChainDefinition): EditedChain {
  let key = 0;
  const nextKey = () => {
    key += 1;
    return key;
  };
  return {
    requestRestartByDefault: chain.requestRestartByDefault,
    selection: chain.selection,
    handlers: chain.handlers.map(editedHandlerOf),
    steps: chain.steps.map((step) => ({
      ...step,
      key: nextKey(),
      handlers: step.handlers.map(editedHandlerOf),
      calls: step.calls.map((call) => ({ ...call, key: nextKey() })),
    })),
  };
}

/** A handler that is about to be given its details. */
export function newHandler(on: HandlerTrigger, action: HandlerAction): EditedHandler {
  const details = { step: "", status: "Error", version: "current" } as const;
  return { on, action, ...details, delaySeconds: 0, message: "" };
}

function editedHandlerOf(handler: StatusHandler): EditedHandler {
  const { message = null, ...given } = { message: null, ...handler };
  return { ...newHandler(handler.on, handler.action), ...given, message: message ?? "" };
}

/** A key that no step and no call of the chain has. */
export function freeKey({ steps }: EditedChain): number {
  return (
    1 + Math.max(0, ...steps.flatMap((step) => [step.key, ...step.calls.map(({ key }) => key)]))
  );
}

/** Where a step or call stands. */
export interface ItemPlace {
  readonly step: EditedStep;
  readonly stepIndex: number;
  /** Null for the step itself. */
  readonly call: EditedCall | null;
  /** -1 for the step itself. */
  readonly callIndex: number;
}

/** The place of the step or call with this key; null when the chain has none. */
export function placeOf({ steps }: EditedChain, key: number | null): ItemPlace | null {
  for (const [stepIndex, step] of steps.entries()) {
    if (step.key === key) return { step, stepIndex, call: null, callIndex: -1 };
    const callIndex = step.calls.findIndex((call) => call.key === key);
    const call = step.calls[callIndex];
    if (call !== undefined) return { step, stepIndex, call, callIndex };
  }
  return null;
}
