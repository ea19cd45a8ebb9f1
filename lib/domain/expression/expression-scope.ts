import type { ExpressionValue } from "./expression";

/** What the surroundings of an expression know: plain look-ups of what was loaded before. */
export interface ExpressionScope {
  /** The instant at which it is evaluated. */
  readonly now: Date;
  /** Whether a time window is open at an instant; null when there is no such window. */
  isWindowOpen(name: string, at: Date): boolean | null;
  /** Whether an event is raised; null when there is no such event. */
  isEventRaised(name: string): boolean | null;
  /** A parameter of the chain: null when it has no value, undefined when the chain does not know it. */
  chainParameter(name: string): ExpressionValue | undefined;
  /** An earlier parameter of the same definition: null without a value, undefined when there is none of that name. */
  parameter(name: string): ExpressionValue | undefined;
  /** An out value of an earlier call: null when the call left none, undefined when the call cannot have it. */
  outValue(step: string, call: string, parameter: string): ExpressionValue | undefined;
  /** Whether the call has not Completed earlier in this chain; null where there is no call. */
  shouldRunAgain(): boolean | null;
  /** The return code under judgement; null when there is none. */
  readonly returnCode: number | null;
}

/** A scope that knows what is given and nothing else. */
export function expressionScope(
  known: Partial<ExpressionScope> & Pick<ExpressionScope, "now">,
): ExpressionScope {
  return {
    isWindowOpen: () => null,
    isEventRaised: () => null,
    chainParameter: () => undefined,
    parameter: () => undefined,
    outValue: () => undefined,
    shouldRunAgain: () => null,
    returnCode: null,
    ...known,
  };
}
