import { z } from "zod";
import { descriptionSchema, jsonObjectSchema } from "@/lib/domain/definition/definition-fields";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import type { ScheduleChange, ScheduleInput } from "@/lib/domain/schedule/schedule-input";
import { asObject, wireBoolean, wireDate, without } from "./wire-value";

/** Properties this API itself answers with; sent back, they are passed over. */
const READ_ONLY = ["scheduleId", "type", "jobId", "nextRunAt", "modifiedAt", "logs"] as const;

/** Data is an object; the text form this API answers with is taken back too. */
const dataSchema = z.union([jsonObjectSchema, z.string().transform(objectFromText)]).nullable();

function objectFromText(
  text: string,
  context: z.core.$RefinementCtx<string>,
): Record<string, unknown> {
  const result = jsonObjectSchema.safeParse(parsedOrNull(text));
  if (result.success) return result.data;
  context.addIssue({ code: "custom", message: "must be of type object" });
  return z.NEVER;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const schema = z.strictObject({
  cron: z.string().nullish(),
  time: z
    .union(
      [z.string(), z.record(z.string(), z.unknown())],
      "must be a date string or an object { date, format } of strings",
    )
    .nullish(),
  repeatInterval: z.string().nullish(),
  repeatAt: z.string().nullish(),
  active: wireBoolean.optional(),
  description: descriptionSchema.optional(),
  data: dataSchema.optional(),
  startTime: wireDate.optional(),
  endTime: wireDate.optional(),
});

/** A schedule to create as the input of a service; `path` is where it stands in the body (job-scheduling-api 6.1). */
export function scheduleRequest(body: unknown, path = ""): ScheduleInput {
  const change = scheduleChangeRequest(body, path);
  return { ...change, active: change.active ?? false };
}

/** A change of a schedule: only what is sent. */
export function scheduleChangeRequest(body: unknown, path = ""): ScheduleChange {
  const { data, time, ...schedule } = parseAt(path, without(asObject(body, path), READ_ONLY));
  return {
    ...schedule,
    ...(time === undefined ? {} : { time: time as ScheduleChange["time"] }),
    ...(data === undefined ? {} : { parameters: data }),
  };
}

function parseAt(path: string, sent: Record<string, unknown>): z.output<typeof schema> {
  if (path === "") return parseInput(schema, sent);
  try {
    return parseInput(schema, sent);
  } catch (error) {
    if (!(error instanceof AppError) || error.field === undefined) throw error;
    const field = `${path}.${error.field}`;
    throw new AppError("invalid", error.message.replace(`'${error.field}'`, `'${field}'`), {
      field,
    });
  }
}
