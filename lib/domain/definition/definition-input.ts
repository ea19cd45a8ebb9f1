import { z } from "zod";
import { scheduleInputSchema } from "@/lib/domain/schedule/schedule-input";
import {
  actionUrlSchema,
  asynchronousSecondsSchema,
  dateInputSchema,
  definitionNameSchema,
  descriptionSchema,
  endpointPasswordSchema,
  endpointUserSchema,
  headersSchema,
  httpMethodSchema,
  prioritySchema,
  queueSchema,
  retentionDaysSchema,
  synchronousSecondsSchema,
} from "./definition-fields";
import { definitionPropertiesSchema } from "./definition-properties";
import { kindFault } from "./kind-fault";
import { writableKindSchema } from "./kind-parts";

/** Most schedules one definition may have, unless configured otherwise (job-scheduling-api 14). */
export const MAX_SCHEDULES_PER_DEFINITION = 1000;
/** Most definitions of an instance (job-scheduling-api 14). */
export const MAX_DEFINITIONS = 500_000;

const inputSchema = z.strictObject({
  name: definitionNameSchema,
  kind: writableKindSchema.default("http"),
  description: descriptionSchema.default(""),
  active: z.boolean().default(true),
  startTime: dateInputSchema.default(null),
  endTime: dateInputSchema.default(null),
  priority: prioritySchema.default(50),
  queue: queueSchema.default("Default"),
  hold: z.boolean().default(false),
  retentionDays: retentionDaysSchema.default(null),
  deleteAfterSuccess: z.boolean().default(false),
  httpMethod: httpMethodSchema.default("POST"),
  /** Of kind http, which needs one; empty for the others. */
  url: actionUrlSchema.default(""),
  headers: headersSchema.default({}),
  user: endpointUserSchema.default(null),
  password: endpointPasswordSchema.default(null),
  /** On replacing, when no password is given: the present one stays. */
  keepsPassword: z.boolean().default(false),
  synchronousSeconds: synchronousSecondsSchema.default(15),
  asynchronousSeconds: asynchronousSecondsSchema.default(null),
  alertOnError: z.boolean().default(false),
  alertOnSuccess: z.boolean().default(false),
  almEnabled: z.boolean().default(false),
  /** On replacing: absent leaves the schedules alone, a list takes their place. */
  schedules: z.array(scheduleInputSchema).max(MAX_SCHEDULES_PER_DEFINITION).optional(),
  /** On replacing: absent leaves the present ones, so that what a caller does not know of is not lost. */
  properties: definitionPropertiesSchema.optional(),
});

/**
 * What creating or replacing a definition takes. Every field but the name has a default; the part of its kind must be
 * given (http: the url), those of other kinds must not.
 */
export const definitionInputSchema = inputSchema.superRefine((input, context) => {
  const fault = kindFault(input);
  if (fault === null) return;
  context.addIssue({ code: "custom", path: [...fault.path], message: fault.reason });
});
export type DefinitionInput = z.input<typeof definitionInputSchema>;
export type ParsedDefinition = z.output<typeof definitionInputSchema>;

/** What changing a definition takes: only the fields that are given change; name and kind can't. */
export const definitionChangeSchema = z
  .strictObject({
    description: descriptionSchema,
    active: z.boolean(),
    startTime: dateInputSchema,
    endTime: dateInputSchema,
    priority: prioritySchema,
    queue: queueSchema,
    hold: z.boolean(),
    retentionDays: retentionDaysSchema,
    deleteAfterSuccess: z.boolean(),
    httpMethod: httpMethodSchema,
    url: actionUrlSchema,
    headers: headersSchema,
    user: endpointUserSchema,
    password: endpointPasswordSchema,
    synchronousSeconds: synchronousSecondsSchema,
    asynchronousSeconds: asynchronousSecondsSchema,
    alertOnError: z.boolean(),
    alertOnSuccess: z.boolean(),
    almEnabled: z.boolean(),
  })
  .partial();
export type DefinitionChange = z.input<typeof definitionChangeSchema>;
export type ParsedDefinitionChange = z.output<typeof definitionChangeSchema>;
