import { numberOf } from "@/components/definitions/number-of";
import type { PropertiesDraft } from "@/components/definitions/properties-draft";
import { chainInputOf } from "@/lib/domain/chain/editor/chain-input";
import { mappedValueOf } from "@/lib/domain/chain/editor/mapped-value";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { DefinitionKind } from "@/lib/domain/definition/definition";

type Fields = Record<string, unknown>;

/** The properties all kinds have, as the services and the API take them; wrong text stays, for the schema to refuse. */
export function commonPropertiesOf(draft: PropertiesDraft): Fields {
  const { whenOverdue, jobClass, holidayRule, waitEvents } = draft;
  return {
    parameters: parametersOf(draft),
    locks: draft.locks.map((lock) => ({ ...lock, units: numberOf(lock.units) ?? 1 })),
    waitEvents,
    raiseEvents: draft.raiseEvents.map((event) => ({
      ...event,
      errorCode: numberOf(event.errorCode),
    })),
    timeWindow: textOf(draft.timeWindow),
    whenOverdue,
    minimumOpenSeconds: numberOf(draft.minimumOpenSeconds),
    restart: restartOf(draft),
    runtimeLimit:
      draft.runtimeLimit.maxSeconds.trim() === ""
        ? null
        : { ...draft.runtimeLimit, maxSeconds: numberOf(draft.runtimeLimit.maxSeconds) },
    returnCodes: textOf(draft.returnCodes),
    jobClass,
    calendar: textOf(draft.calendar),
    holidayRule,
  };
}

/** The part of the definition's kind; http has none here, its fields are columns. */
export function kindPartOf(draft: PropertiesDraft & { kind: DefinitionKind }): Fields {
  switch (draft.kind) {
    case "program":
      return { program: programOf(draft) };
    case "wait":
      return { wait: { seconds: numberOf(draft.wait.seconds) } };
    case "chain":
      return { chain: chainInputOf(draft.chain) };
    case "http":
    case "command":
    case "system":
      return {};
  }
}

/** The declared parameters as far as they have names; a wrong default is left to the schema. */
export function parametersOf({
  parameters,
}: Pick<PropertiesDraft, "parameters">): ParameterDefinition[] {
  return parameters.map((parameter) => ({
    ...parameter,
    name: parameter.name.trim(),
    default: mappedValueOf(parameter.type, parameter.default) ?? null,
  }));
}

function restartOf({ restart }: PropertiesDraft): Fields | null {
  const on = Object.entries(restart.on).filter(([, action]) => action !== "Continue");
  const isPlain = restart.maxStarts.trim() === "1" && restart.delaySeconds.trim() === "0";
  if (on.length === 0 && isPlain) return null;
  return {
    on: Object.fromEntries(on),
    maxStarts: numberOf(restart.maxStarts) ?? 1,
    delaySeconds: numberOf(restart.delaySeconds) ?? 0,
  };
}

function programOf({ program }: PropertiesDraft): Fields {
  const named = program.environment.filter(
    ({ name, value }) => name.trim() !== "" || value.trim() !== "",
  );
  return {
    program: program.program.trim(),
    arguments: program.arguments,
    variant: textOf(program.variant),
    environment: Object.fromEntries(named.map(({ name, value }) => [name.trim(), value])),
    workingDirectory: textOf(program.workingDirectory),
  };
}

function textOf(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
