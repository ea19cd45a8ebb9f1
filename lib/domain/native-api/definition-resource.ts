import { z } from "zod";
import type { Definition } from "@/lib/domain/definition/definition";
import {
  actionUrlSchema,
  asynchronousSecondsSchema,
  descriptionSchema,
  endpointPasswordSchema,
  endpointUserSchema,
  HTTP_METHODS,
  headersSchema,
  httpMethodSchema,
  prioritySchema,
  retentionDaysSchema,
  synchronousSecondsSchema,
} from "@/lib/domain/definition/definition-fields";
import type { DefinitionInput } from "@/lib/domain/definition/definition-input";

const httpSchema = z
  .strictObject({
    method: httpMethodSchema.default("POST"),
    url: actionUrlSchema,
    headers: headersSchema.default({}),
    user: endpointUserSchema.default(null),
    /** Never returned; absent means none. */
    password: endpointPasswordSchema.default(null),
    synchronousSeconds: synchronousSecondsSchema.optional(),
    /** Another name for synchronousSeconds. */
    timeoutSeconds: synchronousSecondsSchema.optional(),
    asynchronousSeconds: asynchronousSecondsSchema.default(null),
  })
  .refine((http) => http.synchronousSeconds === undefined || http.timeoutSeconds === undefined, {
    path: ["timeoutSeconds"],
    error: "is another name for synchronousSeconds; only one of them may be given",
  });

/** A definition as it is put; the name stands in the address. What is not given takes its default. */
export const putDefinitionSchema = z.strictObject({
  kind: z.literal("http", { error: 'must be "http", the only kind that can be run so far' }),
  description: descriptionSchema.default(""),
  active: z.boolean().default(true),
  queue: z
    .literal("Default", { error: 'must be "Default", the only queue so far' })
    .default("Default"),
  priority: prioritySchema.default(50),
  hold: z.boolean().default(false),
  retentionDays: retentionDaysSchema.default(null),
  deleteAfterSuccess: z.boolean().default(false),
  http: httpSchema,
});

/** The same definition in the words of the service that stores it. */
export function definitionInputFrom(
  name: string,
  { http, ...common }: z.output<typeof putDefinitionSchema>,
): DefinitionInput {
  const { method, synchronousSeconds, timeoutSeconds, ...endpoint } = http;
  return {
    ...common,
    ...endpoint,
    name,
    httpMethod: method,
    synchronousSeconds: synchronousSeconds ?? timeoutSeconds,
  };
}

/** A definition as it is shown. */
export const definitionSchema = z.object({
  name: z.string(),
  id: z.string(),
  tenantId: z.string(),
  jobId: z.int(),
  jobName: z.string(),
  kind: z.enum(["http", "command", "program", "chain"]),
  description: z.string(),
  active: z.boolean(),
  queue: z.string(),
  priority: z.int(),
  hold: z.boolean(),
  retentionDays: z.int().nullable(),
  deleteAfterSuccess: z.boolean(),
  http: z.object({
    method: z.enum(HTTP_METHODS),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    user: z.string().nullable(),
    hasPassword: z.boolean(),
    synchronousSeconds: z.int(),
    asynchronousSeconds: z.int().nullable(),
  }),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
});

/** A stored definition as it is shown; the password never is. */
export function definitionResource(definition: Definition): z.input<typeof definitionSchema> {
  return {
    name: definition.name,
    id: definition.id,
    tenantId: definition.tenantId,
    jobId: definition.jobId,
    jobName: definition.jobName,
    kind: definition.kind,
    description: definition.description,
    active: definition.active,
    queue: definition.queue,
    priority: definition.priority,
    hold: definition.hold,
    retentionDays: definition.retentionDays,
    deleteAfterSuccess: definition.deleteAfterSuccess,
    http: {
      method: definition.httpMethod,
      url: definition.url,
      headers: definition.headers,
      user: definition.endpointUser,
      hasPassword: definition.hasEndpointPassword,
      synchronousSeconds: definition.synchronousSeconds,
      asynchronousSeconds: definition.asynchronousSeconds,
    },
    createdAt: definition.createdAt.toISOString(),
    createdBy: definition.createdBy,
    updatedAt: definition.updatedAt.toISOString(),
  };
}
