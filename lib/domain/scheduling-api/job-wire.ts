import { z } from "zod";
import {
  actionUrlSchema,
  definitionNameSchema,
  descriptionSchema,
  endpointPasswordSchema,
  endpointUserSchema,
  httpMethodSchema,
} from "@/lib/domain/definition/definition-fields";
import type { DefinitionChange, DefinitionInput } from "@/lib/domain/definition/definition-input";
import { MAX_SCHEDULES_PER_DEFINITION } from "@/lib/domain/definition/definition-input";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { parseAnsConfig, parseCalmConfig } from "./notification-config";
import { scheduleRequest } from "./schedule-wire";
import { asObject, wireBoolean, wireDate, without } from "./wire-value";

/** Properties this API itself answers with; sent back, they are passed over. */
const READ_ONLY = [
  "_id",
  "jobId",
  "signatureVersion",
  "createdAt",
  "subDomain",
  "tenantId",
  "jobType",
  "ACTIVECOUNT",
  "INACTIVECOUNT",
] as const;

const fields = {
  description: descriptionSchema.optional(),
  action: actionUrlSchema,
  active: wireBoolean.optional(),
  httpMethod: httpMethodSchema.optional(),
  startTime: wireDate.optional(),
  endTime: wireDate.optional(),
  ansConfig: z.unknown().optional(),
  calmConfig: z.unknown().optional(),
  user: endpointUserSchema.optional(),
  password: endpointPasswordSchema.optional(),
};

const createSchema = z.strictObject({
  name: definitionNameSchema,
  ...fields,
  schedules: z.array(z.unknown()).max(MAX_SCHEDULES_PER_DEFINITION).optional(),
});
const changeSchema = z
  .strictObject({ ...fields, name: z.unknown(), action: actionUrlSchema.optional() })
  .partial();

/** The body of `POST /jobs` and `PUT /jobs/{name}` as the input of a service; throws `invalid` (job-scheduling-api 5.1). */
export function jobRequest(
  body: unknown,
): DefinitionInput & { schedules: NonNullable<DefinitionInput["schedules"]> } {
  const sent = asObject(body);
  refuseTask(sent);
  const {
    action,
    ansConfig,
    calmConfig,
    schedules = [],
    ...job
  } = parseInput(createSchema, without(sent, READ_ONLY));
  return {
    ...job,
    active: job.active ?? false,
    url: action,
    ...parseAnsConfig(ansConfig),
    ...parseCalmConfig(calmConfig),
    schedules: schedules.map((schedule, index) => scheduleRequest(schedule, `schedules.${index}`)),
  };
}

/**
 * The body of `PUT /jobs/{jobId}` as a change: only what is sent. The name it may repeat is answered too, so that the
 * caller can see whether it is the job's; schedules are passed over (job-scheduling-api 5.4).
 */
export function jobChangeRequest(body: unknown): { change: DefinitionChange; name: unknown } {
  const sent = asObject(body);
  refuseTask(sent);
  const parsed = parseInput(changeSchema, without(sent, [...READ_ONLY, "schedules"]));
  const { action, ansConfig, calmConfig, name, ...job } = parsed;
  const change = {
    ...job,
    url: action,
    ...parseAnsConfig(ansConfig),
    ...parseCalmConfig(calmConfig),
  };
  return { change, name };
}

function refuseTask({ jobType }: Record<string, unknown>): void {
  if (jobType === undefined || jobType === null || jobType === "HTTP_ENDPOINT") return;
  const message =
    "'jobType' must be HTTP_ENDPOINT: tasks can't be created or changed through this API";
  throw new AppError("invalid", message, { field: "jobType" });
}
