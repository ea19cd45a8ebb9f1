import {
  type ChainDefinition,
  chainCallSchema,
  chainDefinitionSchema,
  chainStepSchema,
} from "@/lib/domain/chain/chain-definition";
import type { StatusHandler } from "@/lib/domain/chain/status-handler";
import type {
  EditedCall,
  EditedChain,
  EditedHandler,
  EditedStep,
  TypedNumber,
} from "./edited-chain";

type Fields = Readonly<Record<string, unknown>>;

const CALL_DEFAULTS: Fields = chainCallSchema.parse({ name: "-", definition: "-" });
const STEP_DEFAULTS: Fields = chainStepSchema.parse({ name: "-" });
const CHAIN_DEFAULTS: Fields = chainDefinitionSchema.parse({ steps: [{ name: "-" }] });
const HANDLER_DEFAULTS: Fields = { version: "current", delaySeconds: 0, message: null };

/**
 * An edited chain as the native API takes it, without what is as by default; wrong values are left as they are, for the
 * schema to refuse.
 */
export function chainInputOf({ steps, handlers, ...chain }: EditedChain): Fields {
  return {
    ...unlike({ ...chain, handlers: handlers.map(handlerInputOf) }, CHAIN_DEFAULTS),
    steps: steps.map(stepInputOf),
  };
}

function stepInputOf({ key: _, name, calls, handlers, ...step }: EditedStep): Fields {
  const given = unlike({ ...step, handlers: handlers.map(handlerInputOf) }, STEP_DEFAULTS);
  return { name, ...given, calls: calls.map(callInputOf) };
}

function callInputOf({ key: _, name, definition, ...call }: EditedCall): Fields {
  return { name, definition, ...unlike(call, CALL_DEFAULTS) };
}

function handlerInputOf(edited: EditedHandler): Fields {
  const handler: Fields = { ...handlerOf(edited) };
  const typed = "delaySeconds" in handler ? { delaySeconds: edited.delaySeconds ?? 0 } : {};
  return unlike({ ...handler, ...typed }, HANDLER_DEFAULTS);
}

function unlike(fields: Fields, defaults: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => {
      const usual = defaults[name];
      return value !== usual && !(isEmpty(value) && isEmpty(usual));
    }),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/**
 * An edited chain in the shape that checks of its meaning take: what is no number counts as its default, so that one
 * wrong field does not hide what is wrong with the others.
 */
export function checkableChain(chain: EditedChain): ChainDefinition {
  return {
    requestRestartByDefault: chain.requestRestartByDefault,
    selection: chain.selection,
    handlers: chain.handlers.map(handlerOf),
    steps: chain.steps.map(({ key: _, ...step }) => ({
      ...step,
      maxStarts: numberOr(step.maxStarts, 1),
      handlers: step.handlers.map(handlerOf),
      calls: step.calls.map(({ key: __, ...call }) => ({
        ...call,
        priority: numberOr(call.priority, null),
        minimumOpenSeconds: numberOr(call.minimumOpenSeconds, null),
      })),
    })),
  };
}

function handlerOf(edited: EditedHandler): StatusHandler {
  const { on, action } = edited;
  switch (action) {
    case "Goto":
      return { on, action, step: edited.step };
    case "End":
      return { on, action, status: edited.status };
    case "RestartStep":
    case "RestartFailed":
    case "RestartChain": {
      const delaySeconds = numberOr(edited.delaySeconds, 0);
      return { on, action, version: edited.version, delaySeconds };
    }
    case "RequestRestart":
      return { on, action, message: edited.message.trim() === "" ? null : edited.message };
    case "Continue":
    case "IgnoreChainDefault":
      return { on, action };
  }
}

function numberOr<T>(typed: TypedNumber, otherwise: T): number | T {
  return typeof typed === "number" ? typed : otherwise;
}
