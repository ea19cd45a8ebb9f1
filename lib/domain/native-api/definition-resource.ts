import { z } from "zod";
import { DEFINITION_KINDS, type Definition } from "@/lib/domain/definition/definition";
import {
  actionUrlSchema,
  asynchronousSecondsSchema,
  dateInputSchema,
  descriptionSchema,
  endpointPasswordSchema,
  endpointUserSchema,
  HTTP_METHODS,
  headersSchema,
  httpMethodSchema,
  prioritySchema,
  queueSchema,
  retentionDaysSchema,
  synchronousSecondsSchema,
} from "@/lib/domain/definition/definition-fields";
import type { DefinitionInput } from "@/lib/domain/definition/definition-input";
import {
  commonPropertiesSchema,
  definitionPropertiesSchema,
} from "@/lib/domain/definition/definition-properties";
import { WRITABLE_KINDS, writableKindSchema } from "@/lib/domain/definition/kind-parts";
import { AppError } from "@/lib/domain/errors";

const httpSchema = z
  .strictObject({
    method: httpMethodSchema.default("POST"),
    url: actionUrlSchema,
    headers: headersSchema.default({}),
    user: endpointUserSchema.default(null),
    /** Never returned; absent means none, unless hasPassword says that the present one stays. */
    password: endpointPasswordSchema.default(null),
    hasPassword: z.boolean().default(false),
    synchronousSeconds: synchronousSecondsSchema.optional(),
    /** Another name for synchronousSeconds. */
    timeoutSeconds: synchronousSecondsSchema.optional(),
    asynchronousSeconds: asynchronousSecondsSchema.default(null),
  })
  .refine((http) => http.synchronousSeconds === undefined || http.timeoutSeconds === undefined, {
    path: ["timeoutSeconds"],
    error: "is another name for synchronousSeconds; only one of them may be given",
  });

const { program, wait, chain } = definitionPropertiesSchema.shape;
const kindParts = { http: httpSchema.nullable().default(null), program, wait, chain };

const shownOnly = z.unknown().optional().meta({ description: "As shown; passed over" });

/** What is shown of a definition and can't be written: sent back, it is passed over. */
const readOnlyFields = {
  id: shownOnly,
  tenantId: shownOnly,
  jobId: shownOnly,
  jobName: shownOnly,
  createdAt: shownOnly,
  createdBy: shownOnly,
  updatedAt: shownOnly,
};
/** Fields of a definition that say nothing about its content. */
export const SHOWN_ONLY_FIELDS: readonly string[] = Object.keys(readOnlyFields);

/**
 * A definition as it is put; the name stands in the address. What is not given takes its default; what a definition
 * is shown as can be put back as it is.
 */
export const putDefinitionSchema = z
  .strictObject({
    kind: writableKindSchema,
    name: z.string().optional().meta({ description: "The name in the address" }),
    description: descriptionSchema.default(""),
    active: z.boolean().default(true),
    startTime: dateInputSchema.default(null),
    endTime: dateInputSchema.default(null),
    queue: queueSchema.default("Default"),
    priority: prioritySchema.default(50),
    hold: z.boolean().default(false),
    retentionDays: retentionDaysSchema.default(null),
    deleteAfterSuccess: z.boolean().default(false),
    alertOnError: z.boolean().default(false),
    alertOnSuccess: z.boolean().default(false),
    almEnabled: z.boolean().default(false),
    ...commonPropertiesSchema.shape,
    ...kindParts,
    ...readOnlyFields,
  })
  .superRefine((definition, context) => {
    for (const part of WRITABLE_KINDS) {
      const isGiven = definition[part] !== null;
      if (isGiven === (definition.kind === part)) continue;
      const message = isGiven
        ? `belongs to definitions of kind ${part}; this one is of kind ${definition.kind}`
        : "is required";
      context.addIssue({ code: "custom", path: [part], message });
    }
  });
/** Picks the properties out of a definition as it is put. */
const propertiesAmong = z.object(definitionPropertiesSchema.shape);

export type PutDefinition = z.output<typeof putDefinitionSchema>;

/** The same definition in the words of the service that stores it; throws `invalid` when it bears another name. */
export function definitionInputFrom(name: string, put: PutDefinition): DefinitionInput {
  if (put.name !== undefined && put.name !== name) {
    throw new AppError("invalid", "'name' must be the name in the address", { field: "name" });
  }
  return {
    name,
    kind: put.kind,
    description: put.description,
    active: put.active,
    startTime: put.startTime,
    endTime: put.endTime,
    priority: put.priority,
    queue: put.queue,
    hold: put.hold,
    retentionDays: put.retentionDays,
    deleteAfterSuccess: put.deleteAfterSuccess,
    alertOnError: put.alertOnError,
    alertOnSuccess: put.alertOnSuccess,
    almEnabled: put.almEnabled,
    ...endpointInputFrom(put),
    properties: propertiesAmong.parse(put),
  };
}

function endpointInputFrom({ http }: PutDefinition): Partial<DefinitionInput> {
  if (http === null) return {};
  return {
    httpMethod: http.method,
    url: http.url,
    headers: http.headers,
    user: http.user,
    password: http.password,
    keepsPassword: http.hasPassword,
    synchronousSeconds: http.synchronousSeconds ?? http.timeoutSeconds,
    asynchronousSeconds: http.asynchronousSeconds,
  };
}

/** A definition as it is shown; the part of its kind is the one that is not null. */
export const definitionSchema = z.object({
  name: z.string(),
  id: z.string(),
  tenantId: z.string(),
  jobId: z.int(),
  jobName: z.string(),
  kind: z.enum(DEFINITION_KINDS),
  description: z.string(),
  active: z.boolean(),
  startTime: z.iso.datetime().nullable(),
  endTime: z.iso.datetime().nullable(),
  queue: z.string(),
  priority: z.int(),
  hold: z.boolean(),
  retentionDays: z.int().nullable(),
  deleteAfterSuccess: z.boolean(),
  alertOnError: z.boolean(),
  alertOnSuccess: z.boolean(),
  almEnabled: z.boolean(),
  ...definitionPropertiesSchema.shape,
  http: z
    .object({
      method: z.enum(HTTP_METHODS),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      user: z.string().nullable(),
      hasPassword: z.boolean(),
      synchronousSeconds: z.int(),
      asynchronousSeconds: z.int().nullable(),
    })
    .nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
});
type DefinitionResource = z.output<typeof definitionSchema>;

/** A stored definition as it is shown; the password never is. */
export function definitionResource(definition: Definition): DefinitionResource {
  return {
    name: definition.name,
    id: definition.id,
    tenantId: definition.tenantId,
    jobId: definition.jobId,
    jobName: definition.jobName,
    kind: definition.kind,
    description: definition.description,
    active: definition.active,
    startTime: definition.startAt?.toISOString() ?? null,
    endTime: definition.endAt?.toISOString() ?? null,
    queue: definition.queue,
    priority: definition.priority,
    hold: definition.hold,
    retentionDays: definition.retentionDays,
    deleteAfterSuccess: definition.deleteAfterSuccess,
    alertOnError: definition.alertOnError,
    alertOnSuccess: definition.alertOnSuccess,
    almEnabled: definition.almEnabled,
    ...definition.properties,
    http: definition.kind === "http" ? endpointResource(definition) : null,
    createdAt: definition.createdAt.toISOString(),
    createdBy: definition.createdBy,
    updatedAt: definition.updatedAt.toISOString(),
  };
}

function endpointResource(definition: Definition): DefinitionResource["http"] {
  return {
    method: definition.httpMethod,
    url: definition.url,
    headers: definition.headers,
    user: definition.endpointUser,
    hasPassword: definition.hasEndpointPassword,
    synchronousSeconds: definition.synchronousSeconds,
    asynchronousSeconds: definition.asynchronousSeconds,
  };
}
