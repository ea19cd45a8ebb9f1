import type { Callable } from "@/lib/domain/chain/check-chain";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { EditedChain } from "./edited-chain";
import { chainReferenceText, outReferenceText } from "./expression-reference";

/** A value that an expression may refer to. */
export interface OfferedValue {
  readonly name: string;
  readonly type: ParameterDefinition["type"];
  /** How it is referred to, without "=". */
  readonly reference: string;
}

/** Values of one source: the chain, or an earlier call. */
export interface OfferedGroup {
  readonly label: string;
  readonly values: readonly OfferedValue[];
}

interface Offer {
  readonly chain: EditedChain;
  /** Of the step in which the expression stands, from 0. */
  readonly step: number;
  readonly parameters: readonly ParameterDefinition[];
  readonly called: (name: string) => Callable | null | undefined;
}

/** What the chain's parameters and the calls of earlier steps offer to an expression (run-states-and-chains 2.4). */
export function offeredValues({ chain, step, parameters, called }: Offer): OfferedGroup[] {
  const ofChain = parameters.map(({ name, type }) => ({
    name,
    type,
    reference: chainReferenceText(name),
  }));
  const ofCalls = chain.steps.slice(0, step).flatMap((earlier) =>
    earlier.calls.map((call): OfferedGroup => {
      const filled = called(call.definition)?.parameters.filter(
        ({ direction }) => direction !== "in",
      );
      return {
        label: `${earlier.name} › ${call.name}`,
        values: (filled ?? []).map(({ name, type }) => ({
          name,
          type,
          reference: outReferenceText({ step: earlier.name, call: call.name, parameter: name }),
        })),
      };
    }),
  );
  return [{ label: "Chain", values: ofChain }, ...ofCalls].filter(
    ({ values }) => values.length > 0,
  );
}
