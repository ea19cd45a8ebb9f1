import fc from "fast-check";
import type { ChainDefinition, ChainDefinitionInput } from "@/lib/domain/chain/chain-definition";
import { HANDLER_TRIGGERS } from "@/lib/domain/chain/status-handler";
import { chainOf } from "./chain-simulator";

type Step = ChainDefinitionInput["steps"][number];
type Call = NonNullable<Step["calls"]>[number];
type Handler = NonNullable<Step["handlers"]>[number];

const STEP_NAMES = ["S1", "S2", "S3", "S4", "S5"];
const CALL_NAMES = ["A", "B", "C", "D"];

/** What the arbitrary chains may hold beside steps, calls, limits and handlers. */
interface ChainFeatures {
  /** Preconditions, switches by expression, calls after calls. */
  readonly hasConditions: boolean;
  /** Handlers that ask an operator. */
  readonly asks: boolean;
}

/** Chains of one to five steps with up to four calls each and handlers of every kind. */
export function arbitraryChain(features: ChainFeatures): fc.Arbitrary<ChainDefinition> {
  return fc.integer({ min: 1, max: STEP_NAMES.length }).chain((count) => {
    const names = STEP_NAMES.slice(0, count);
    const steps = fc.tuple(...names.map((name) => arbitraryStep(name, names, features)));
    return fc
      .record({
        steps,
        handlers: arbitraryHandlers(names, features),
        requestRestartByDefault: features.asks ? fc.boolean() : fc.constant(false),
      })
      .map(chainOf);
  });
}

function arbitraryStep(name: string, steps: string[], features: ChainFeatures): fc.Arbitrary<Step> {
  return fc.integer({ min: 0, max: CALL_NAMES.length }).chain((count) => {
    const names = CALL_NAMES.slice(0, count);
    return fc.record<Step>({
      name: fc.constant(name),
      disabled: rarely(),
      maxStarts: fc.integer({ min: 1, max: 4 }),
      precondition: arbitraryPrecondition(features),
      handlers: arbitraryHandlers(steps, features),
      calls: fc.tuple(...names.map((call) => arbitraryCall(call, names, features))),
    });
  });
}

function arbitraryCall(
  name: string,
  names: string[],
  { hasConditions }: ChainFeatures,
): fc.Arbitrary<Call> {
  const others = names.filter((other) => other !== name);
  const none = fc.constant<string[]>([]);
  const switches = hasConditions
    ? fc.constantFrom<boolean | string>(false, false, false, true, "=1 === 1")
    : fc.constant<boolean | string>(false);
  return fc.record<Call>({
    name: fc.constant(name),
    definition: fc.constant(name),
    disabled: hasConditions ? switches : rarely(),
    hold: switches,
    ignoreStatus: rarely(),
    precondition: arbitraryPrecondition({ hasConditions }),
    after: hasConditions ? fc.oneof(none, fc.subarray(others)) : none,
  });
}

function arbitraryPrecondition({ hasConditions }: Pick<ChainFeatures, "hasConditions">) {
  const window = { window: "NIGHT" };
  return hasConditions ? fc.constantFrom(null, null, null, window) : fc.constant(null);
}

function arbitraryHandlers(steps: string[], { asks }: ChainFeatures): fc.Arbitrary<Handler[]> {
  const on = fc.constantFrom(...HANDLER_TRIGGERS);
  const restarts = ["RestartStep", "RestartFailed", "RestartChain"] as const;
  const plain = ["Continue", "IgnoreChainDefault"] as const;
  const handler = fc.oneof<fc.Arbitrary<Handler>[]>(
    fc.record({
      on,
      action: asks
        ? fc.constantFrom(...plain, "RequestRestart" as const)
        : fc.constantFrom(...plain),
    }),
    fc.record({ on, action: fc.constant("Goto" as const), step: fc.constantFrom(...steps) }),
    fc.record({
      on,
      action: fc.constant("End" as const),
      status: fc.constantFrom("Completed" as const, "Error" as const),
    }),
    fc.record({
      on,
      action: fc.constantFrom(...restarts),
      version: fc.constantFrom("current" as const, "master" as const),
      delaySeconds: fc.constantFrom(0, 0, 60),
    }),
  );
  return fc.uniqueArray(handler, { maxLength: 3, selector: ({ on: trigger }) => trigger });
}

function rarely(): fc.Arbitrary<boolean> {
  return fc.constantFrom(false, false, false, true);
}
