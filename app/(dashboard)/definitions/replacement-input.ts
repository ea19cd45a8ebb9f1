import type { Definition } from "@/lib/domain/definition/definition";
import type { DefinitionChange, DefinitionInput } from "@/lib/domain/definition/definition-input";
import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import { WRITABLE_KINDS } from "@/lib/domain/definition/kind-parts";

/** A change of a definition beyond its columns. */
export interface DefinitionContentChange {
  change: DefinitionChange;
  properties: DefinitionPropertiesInput;
}

/** What replacing a definition is asked for, so that only what was changed becomes another. */
export function replacementInput(
  definition: Definition,
  { change, properties }: DefinitionContentChange,
): DefinitionInput {
  const { name, description, active, priority, queue, hold } = definition;
  const { retentionDays, deleteAfterSuccess, alertOnError, alertOnSuccess, almEnabled } =
    definition;
  return {
    ...{ name, description, active, priority, queue, hold },
    ...{ retentionDays, deleteAfterSuccess, alertOnError, alertOnSuccess, almEnabled },
    kind: WRITABLE_KINDS.find((kind) => kind === definition.kind),
    startTime: definition.startAt,
    endTime: definition.endAt,
    ...(definition.kind === "http" ? endpointInput(definition) : {}),
    keepsPassword: change.password === undefined,
    ...change,
    properties,
  };
}

function endpointInput(definition: Definition): Partial<DefinitionInput> {
  const { httpMethod, url, headers, synchronousSeconds, asynchronousSeconds } = definition;
  return {
    ...{ httpMethod, url, headers, synchronousSeconds, asynchronousSeconds },
    user: definition.endpointUser,
  };
}
