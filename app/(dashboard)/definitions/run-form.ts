import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { Definition, DefinitionKind } from "@/lib/domain/definition/definition";

/** What the submission of a run can be asked for beside its start. */
export interface RunForm {
  kind: DefinitionKind;
  /** Parameters a value can be given for, in their order. */
  parameters: ParameterDefinition[];
  /** Steps of a chain it may start at. */
  steps: string[];
}

/** What submitting a run of the definition asks for (run-states-and-chains 2.4 and 2.5). */
export function runFormOf({ kind, properties }: Definition): RunForm {
  return {
    kind,
    parameters: properties.parameters.filter(({ direction }) => direction !== "out"),
    steps: properties.chain?.steps.map(({ name }) => name) ?? [],
  };
}
