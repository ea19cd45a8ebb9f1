import fc from "fast-check";
import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import { STATE_ACTIONS } from "@/lib/domain/run/run-actions";
import { arbitraryChain } from "./chain-arbitrary";
import type { DeathPoint } from "./mortal-database";

/** What a definition that is called is like, by a word for it. */
export const CALLED = {
  plain: {},
  locked: { locks: [{ lock: "SIMPLE" }] },
  sharing: { locks: [{ lock: "SHARED", mode: "shared" }] },
  alone: { locks: [{ lock: "SHARED" }, { lock: "SIMPLE" }] },
  retried: { restart: { on: { Error: "Restart", Killed: "Restart" }, maxStarts: 3 } },
  later: { restart: { on: { Error: "Restart" }, maxStarts: 2, delaySeconds: 30 } },
  asked: { restart: { on: { Error: "RequestRestart", Unknown: "RequestRestart" } } },
  eventful: { waitEvents: [{ event: "E", clear: true }] },
  raising: { raiseEvents: [{ event: "E" }, { event: "E", on: "Error" }] },
  limited: { runtimeLimit: { maxSeconds: 60, kill: true }, locks: [{ lock: "SIMPLE" }] },
  wait: { wait: { seconds: 20 } },
} as const satisfies Record<string, DefinitionPropertiesInput>;
export type Called = keyof typeof CALLED | "queued" | "nested" | "gone";

/** The chains and definitions of one case. */
export interface Landscape {
  /** By the name of the call. */
  called: Readonly<Record<string, Called>>;
  outer: ChainDefinition;
  /** What the definition of the chain is replaced with while runs of it are under way. */
  latest: ChainDefinition;
  inner: ChainDefinition;
  /** Restart behaviour of the outer chain itself. */
  restart: DefinitionPropertiesInput["restart"];
}

/** Definitions that one can call beside a nested chain. */
const SIMPLE: readonly Called[] = [
  "plain",
  "plain",
  "plain",
  "queued",
  "gone",
  ...([
    "locked",
    "sharing",
    "alone",
    "retried",
    "later",
    "asked",
    "eventful",
    "raising",
    "limited",
    "wait",
  ] as const),
];

const chain = arbitraryChain({ hasConditions: false, asks: true });
const conditional = arbitraryChain({ hasConditions: true, asks: true });

export const landscape: fc.Arbitrary<Landscape> = fc.record({
  called: fc.record({
    A: fc.constantFrom(...SIMPLE),
    B: fc.constantFrom(...SIMPLE),
    C: fc.constantFrom(...SIMPLE),
    D: fc.constantFrom("nested" as const, "nested" as const, "plain" as const),
    INNER_A: fc.constantFrom(...SIMPLE),
    INNER_B: fc.constantFrom(...SIMPLE),
    INNER_C: fc.constantFrom(...SIMPLE),
    INNER_D: fc.constantFrom(...SIMPLE),
  }),
  outer: fc.oneof(chain, conditional).map(bounded),
  latest: chain.map(bounded),
  inner: chain.map(bounded).map(asInner),
  restart: fc.constantFrom(
    null,
    null,
    {
      on: { Error: "RestartFromError" as const, Completed: "RestartFromError" as const },
      maxStarts: 2,
    },
    {
      on: { Error: "Restart" as const, Killed: "Restart" as const },
      maxStarts: 2,
      delaySeconds: 30,
    },
  ),
});

const MOST_STEPS = 3;

/** A chain whose restarts come to an end soon: with one start of each step a chain may be restarted a hundred times. */
function bounded(definition: ChainDefinition): ChainDefinition {
  const steps = definition.steps.slice(0, MOST_STEPS);
  return {
    ...definition,
    steps: steps.map((step) => ({ ...step, maxStarts: Math.max(2, step.maxStarts - 1) })),
  };
}

function asInner(definition: ChainDefinition): ChainDefinition {
  const steps = definition.steps.slice(0, 2).map((step) => ({
    ...step,
    calls: step.calls.map((call) => ({ ...call, definition: `INNER_${call.definition}` })),
  }));
  return { ...definition, steps };
}

/** A duty of the engine a node has its turn with. */
export const DUTIES = [
  "claim",
  "conduct",
  "time",
  "ready",
  "expire",
  "rescue",
  "sweep",
  "kill",
  "flush",
] as const;
export type Duty = (typeof DUTIES)[number];

const death: fc.Arbitrary<DeathPoint | null> = fc.option(
  fc.record({
    statement: fc.integer({ min: 1, max: 14 }),
    isDone: fc.boolean(),
    survives: fc.boolean(),
  }),
  { freq: 3 },
);

/** Anything that can happen to the chains of three nodes; numbers choose among what there is. */
export const happening = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("submit" as const),
      hold: fc.constantFrom(false, false, true),
      later: fc.boolean(),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      type: fc.constant("work" as const),
      node: fc.nat(2),
      duty: fc.constantFrom<Duty>(
        "claim",
        "claim",
        "claim",
        "conduct",
        "conduct",
        "conduct",
        "flush",
        ...DUTIES,
      ),
      death,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant("answer" as const), which: fc.nat(), how: fc.nat(9) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("act" as const),
      which: fc.nat(),
      action: fc.constantFrom(...STATE_ACTIONS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("reply" as const), which: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("pass" as const),
      ms: fc.constantFrom(5, 5_000, 31_000, 61_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("lose" as const), node: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom(
        "raise" as const,
        "edit" as const,
        "closeQueue" as const,
        "openQueue" as const,
      ),
    }),
  },
);
export type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;
