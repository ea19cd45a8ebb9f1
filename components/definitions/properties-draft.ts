import {
  type EditedChain,
  EMPTY_CHAIN,
  editedChainOf,
} from "@/lib/domain/chain/editor/edited-chain";
import { mappedText } from "@/lib/domain/chain/editor/mapped-value";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type {
  DefinitionLock,
  DefinitionProperties,
  RaiseEvent,
  WaitEvent,
} from "@/lib/domain/definition/definition-properties";
import type { RESTART_ACTIONS, RESTART_STATES } from "@/lib/domain/definition/gate-parts";

export type RestartState = (typeof RESTART_STATES)[number];
export type RestartAction = (typeof RESTART_ACTIONS)[number];

export type ParameterRow = Omit<ParameterDefinition, "default"> & { default: string };
export type LockRow = Omit<DefinitionLock, "units"> & { units: string };
export type RaiseEventRow = Omit<RaiseEvent, "errorCode"> & { errorCode: string };

/** The parts of a definition beyond its columns, as they are typed: numbers are text, an empty text is nothing. */
export type PropertiesDraft = {
  parameters: ParameterRow[];
  locks: LockRow[];
  waitEvents: WaitEvent[];
  raiseEvents: RaiseEventRow[];
  timeWindow: string;
  whenOverdue: DefinitionProperties["whenOverdue"];
  minimumOpenSeconds: string;
  restart: { on: Record<RestartState, RestartAction>; maxStarts: string; delaySeconds: string };
  /** Without seconds there is no limit. */
  runtimeLimit: { maxSeconds: string; kill: boolean };
  returnCodes: string;
  jobClass: DefinitionProperties["jobClass"];
  calendar: string;
  holidayRule: DefinitionProperties["holidayRule"];
  program: {
    program: string;
    arguments: string[];
    variant: string;
    environment: { name: string; value: string }[];
    workingDirectory: string;
  };
  wait: { seconds: string };
  chain: EditedChain;
};

export const NEW_PARAMETER: ParameterRow = {
  name: "",
  direction: "in",
  type: "string",
  required: false,
  default: "",
};
export const NEW_LOCK: LockRow = { lock: "", mode: "exclusive", units: "1" };
export const NEW_WAIT_EVENT: WaitEvent = { event: "", clear: false, autoSubmit: "Never" };
export const NEW_RAISE_EVENT: RaiseEventRow = {
  event: "",
  on: "Completed",
  comment: "",
  errorCode: "",
};

const NO_RESTART: PropertiesDraft["restart"] = {
  on: {
    Completed: "Continue",
    Error: "Continue",
    Killed: "Continue",
    Canceled: "Continue",
    Unknown: "Continue",
  },
  maxStarts: "1",
  delaySeconds: "0",
};

/** What the properties of a new definition start from. */
export const NEW_PROPERTIES: PropertiesDraft = {
  parameters: [],
  locks: [],
  waitEvents: [],
  raiseEvents: [],
  timeWindow: "",
  whenOverdue: "Scheduled",
  minimumOpenSeconds: "",
  restart: NO_RESTART,
  runtimeLimit: { maxSeconds: "", kill: false },
  returnCodes: "",
  jobClass: "C",
  calendar: "",
  holidayRule: "ALWAYS",
  program: { program: "", arguments: [], variant: "", environment: [], workingDirectory: "" },
  wait: { seconds: "60" },
  chain: EMPTY_CHAIN,
};

/** Stored properties as a form shows them. */
export function propertiesDraftOf(properties: DefinitionProperties): PropertiesDraft {
  const { restart, runtimeLimit, whenOverdue, jobClass, holidayRule } = properties;
  return {
    ...{ whenOverdue, jobClass, holidayRule },
    parameters: properties.parameters.map((parameter) => ({
      ...parameter,
      default: mappedText(parameter.type, parameter.default),
    })),
    locks: properties.locks.map((lock) => ({ ...lock, units: String(lock.units) })),
    waitEvents: properties.waitEvents,
    raiseEvents: properties.raiseEvents.map((event) => ({
      ...event,
      errorCode: numberText(event.errorCode),
    })),
    timeWindow: properties.timeWindow ?? "",
    minimumOpenSeconds: numberText(properties.minimumOpenSeconds),
    restart:
      restart === null
        ? NO_RESTART
        : {
            on: { ...NO_RESTART.on, ...restart.on },
            maxStarts: String(restart.maxStarts),
            delaySeconds: String(restart.delaySeconds),
          },
    runtimeLimit: {
      maxSeconds: numberText(runtimeLimit?.maxSeconds ?? null),
      kill: runtimeLimit?.kill ?? false,
    },
    returnCodes: properties.returnCodes ?? "",
    calendar: properties.calendar ?? "",
    ...kindPartsOf(properties),
  };
}

function kindPartsOf({
  program,
  wait,
  chain,
}: DefinitionProperties): Pick<PropertiesDraft, "program" | "wait" | "chain"> {
  return {
    program:
      program === null
        ? NEW_PROPERTIES.program
        : {
            program: program.program,
            arguments: program.arguments,
            variant: program.variant ?? "",
            environment: Object.entries(program.environment).map(([name, value]) => ({
              name,
              value,
            })),
            workingDirectory: program.workingDirectory ?? "",
          },
    wait: wait === null ? NEW_PROPERTIES.wait : { seconds: String(wait.seconds) },
    chain: chain === null ? EMPTY_CHAIN : editedChainOf(chain),
  };
}

/** Whether anything is set that a plain definition does not have. */
export function hasGatesOrRestart(draft: PropertiesDraft): boolean {
  const gates: (keyof PropertiesDraft)[] = [
    "locks",
    "waitEvents",
    "raiseEvents",
    "timeWindow",
    "whenOverdue",
    "minimumOpenSeconds",
    "restart",
    "runtimeLimit",
    "returnCodes",
    "calendar",
    "holidayRule",
  ];
  return gates.some(
    (field) => JSON.stringify(draft[field]) !== JSON.stringify(NEW_PROPERTIES[field]),
  );
}

/** A number as a form shows it. */
export function numberText(value: number | null): string {
  return value === null ? "" : String(value);
}
