import { z } from "zod";
import { definitionNameSchema } from "@/lib/domain/definition/definition-fields";
import {
  type Schedule,
  scheduleChangeSchema,
  scheduleInputSchema,
} from "@/lib/domain/schedule/schedule-input";
import { SCHEDULE_MODES, storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { explainSchedule } from "@/lib/domain/schedule/schedule-text";

/** Schedules in one request. */
export const MAX_BULK_SCHEDULES = 1000;

const definitionSchema = z.string().min(1, "must not be empty").max(255);

/** A schedule as it is created; exactly one of cron, time, repeatAt and repeatInterval says when. */
export const newScheduleSchema = z.strictObject({
  definition: definitionSchema,
  ...scheduleInputSchema.shape,
});

export const newSchedulesSchema = z.strictObject({
  schedules: z.array(newScheduleSchema).min(1).max(MAX_BULK_SCHEDULES),
});

/** What changes of a schedule; its definition and its mode can't. */
export const changedScheduleSchema = z.strictObject({
  definition: definitionNameSchema.optional(),
  ...scheduleChangeSchema.shape,
});

/** A schedule as it is shown; its expression stands under the name of its mode. */
export const scheduleSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  definition: z.string(),
  name: z.string().nullable(),
  description: z.string(),
  mode: z.enum(SCHEDULE_MODES),
  cron: z.string().optional(),
  time: z.string().optional(),
  repeatAt: z.string().optional(),
  repeatInterval: z.string().optional(),
  timeZone: z.string(),
  type: z.enum(["recurring", "one-time"]),
  text: z.string().meta({ description: "When it runs, in words" }),
  parameters: z.record(z.string(), z.unknown()).nullable(),
  active: z.boolean(),
  startTime: z.iso.datetime().nullable(),
  endTime: z.iso.datetime().nullable(),
  nextRunAt: z.iso.datetime().nullable(),
  executedAt: z.iso.datetime().nullable(),
  lastStartedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  modifiedAt: z.iso.datetime(),
});

/** A stored schedule of the definition of this name as it is shown. */
export function scheduleResource(
  schedule: Schedule,
  definition: string,
): z.input<typeof scheduleSchema> {
  const { mode, expression, timeZone, oneTimeAt: at } = schedule;
  const spec = storedScheduleSpec({ mode, text: expression, timeZone, at });
  return {
    id: schedule.id,
    tenantId: schedule.tenantId,
    definition,
    name: schedule.name,
    description: schedule.description,
    mode,
    [mode]: expression,
    timeZone,
    type: mode === "time" ? "one-time" : "recurring",
    text: spec.ok ? explainSchedule(spec.spec) : expression,
    parameters: schedule.parameters,
    active: schedule.active,
    startTime: iso(schedule.startAt),
    endTime: iso(schedule.endAt),
    nextRunAt: iso(schedule.nextRunAt),
    executedAt: iso(schedule.executedAt),
    lastStartedAt: iso(schedule.lastStartedAt),
    createdAt: schedule.createdAt.toISOString(),
    createdBy: schedule.createdBy,
    modifiedAt: schedule.modifiedAt.toISOString(),
  };
}

function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
