import type { ChainCall, ChainStep } from "./chain-definition";

/** A time window or an expression that has to hold (run-states-and-chains 2.3). */
export type StepPrecondition = NonNullable<ChainStep["precondition"]>;

/** Where in the chain something is evaluated; `call` is null for a step. */
export interface ChainPlace {
  readonly step: string;
  readonly call: string | null;
}

/** The values of a call's parameters, or why there are none. */
export type ResolvedCall =
  | { readonly ok: true; readonly parameters: Readonly<Record<string, unknown>> }
  /** `missing`: a mapped value is not there (row 16); else the mapping itself fails (8.2 rule 9). */
  | { readonly ok: false; readonly missing: boolean; readonly reason: string };

/** What the decisions about a chain have to ask for: values at the moment a step starts, and new ids. */
export interface ChainScope {
  /** Id for a run that is to be created. */
  readonly newId: () => string;
  /** Whether what has the precondition is to run; an error is no answer. */
  readonly evaluate: (
    precondition: StepPrecondition,
    place: ChainPlace,
  ) => "run" | "skip" | { readonly error: string };
  /** The value of a switch (`disabled`, `hold`) that is given as an expression. */
  readonly evaluateSwitch: (
    expression: string,
    place: ChainPlace,
  ) => boolean | { readonly error: string };
  /** The values its parameter mappings come to. */
  readonly resolveCall: (call: ChainCall, place: ChainPlace) => ResolvedCall;
}
