import {
  NEW_PROPERTIES,
  numberText,
  type PropertiesDraft,
  propertiesDraftOf,
} from "@/components/definitions/properties-draft";
import { utcText } from "@/components/ui/utc-text";
import type { Definition } from "@/lib/domain/definition/definition";

/** What a form does about a password it is never shown. */
export type PasswordChoice = "keep" | "set" | "none";

/** A definition as it is typed into a form: numbers and instants are text until they are sent. */
export type DefinitionDraft = PropertiesDraft & {
  name: string;
  /** The parts of the other kinds stay as they are, so that trying another kind loses nothing. */
  kind: Definition["kind"];
  description: string;
  active: boolean;
  httpMethod: Definition["httpMethod"];
  url: string;
  headers: { name: string; value: string }[];
  user: string;
  passwordChoice: PasswordChoice;
  password: string;
  synchronousSeconds: string;
  /** Empty: as configured for the instance. */
  asynchronousSeconds: string;
  startTime: string;
  endTime: string;
  queue: string;
  priority: string;
  hold: boolean;
  /** Empty: as configured for the instance. */
  retentionDays: string;
  deleteAfterSuccess: boolean;
  alertOnError: boolean;
  alertOnSuccess: boolean;
};

/** What a new definition starts from. */
export const NEW_DEFINITION: DefinitionDraft = {
  ...NEW_PROPERTIES,
  name: "",
  kind: "http",
  description: "",
  active: true,
  httpMethod: "POST",
  url: "",
  headers: [],
  user: "",
  passwordChoice: "none",
  password: "",
  synchronousSeconds: "15",
  asynchronousSeconds: "",
  startTime: "",
  endTime: "",
  queue: "Default",
  priority: "50",
  hold: false,
  retentionDays: "",
  deleteAfterSuccess: false,
  alertOnError: false,
  alertOnSuccess: false,
};

/** A stored definition as a form shows it; its password stays where it is. */
export function draftOfDefinition(definition: Definition): DefinitionDraft {
  const { name, kind, description, active, httpMethod, url, hold, queue } = definition;
  const { deleteAfterSuccess, alertOnError, alertOnSuccess } = definition;
  return {
    ...propertiesDraftOf(definition.properties),
    ...{ name, kind, description, active, httpMethod, url, hold, queue },
    ...{ deleteAfterSuccess, alertOnError, alertOnSuccess },
    headers: Object.entries(definition.headers).map(([header, value]) => ({ name: header, value })),
    user: definition.endpointUser ?? "",
    passwordChoice: definition.hasEndpointPassword ? "keep" : "none",
    password: "",
    synchronousSeconds: String(definition.synchronousSeconds),
    asynchronousSeconds: numberText(definition.asynchronousSeconds),
    startTime: definition.startAt === null ? "" : utcText(definition.startAt),
    endTime: definition.endAt === null ? "" : utcText(definition.endAt),
    priority: String(definition.priority),
    retentionDays: numberText(definition.retentionDays),
  };
}
