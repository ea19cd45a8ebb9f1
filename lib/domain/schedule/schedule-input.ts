import { z } from "zod";
import {
  dateInputSchema,
  descriptionSchema,
  jsonObjectSchema,
  lineSchema,
  MAX_NAME_LENGTH,
} from "@/lib/domain/definition/definition-fields";
import { SCHEDULE_MODES, type ScheduleMode } from "./schedule-spec";

const MAX_EXPRESSION_LENGTH = 255;

const expressionSchema = lineSchema(MAX_EXPRESSION_LENGTH).min(1, "must not be empty").nullish();
const timeSchema = z
  .union(
    [
      lineSchema(MAX_EXPRESSION_LENGTH).min(1),
      z.strictObject({
        date: lineSchema(MAX_EXPRESSION_LENGTH).min(1),
        format: lineSchema(MAX_EXPRESSION_LENGTH).nullish(),
      }),
    ],
    "must be a date string or an object { date, format } of strings",
  )
  .nullish();

const fields = {
  name: lineSchema(MAX_NAME_LENGTH).nullable(),
  description: descriptionSchema,
  cron: expressionSchema,
  time: timeSchema,
  repeatAt: expressionSchema,
  repeatInterval: expressionSchema,
  /** IANA zone the expression is read in; the compatible API knows UTC only. */
  timeZone: lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty"),
  parameters: jsonObjectSchema.nullable(),
  active: z.boolean(),
  startTime: dateInputSchema,
  endTime: dateInputSchema,
};

type ModeValues = { [Mode in ScheduleMode]?: unknown };

/** The modes that are given; null counts as not given. */
export function modesGiven(values: ModeValues): ScheduleMode[] {
  return SCHEDULE_MODES.filter((mode) => values[mode] !== undefined && values[mode] !== null);
}

const MODE_LIST = SCHEDULE_MODES.join(", ");

/** What creating a schedule takes. Exactly one mode must be given; what it says is read with the request's instant. */
export const scheduleInputSchema = z
  .strictObject({
    ...fields,
    name: fields.name.default(null),
    description: fields.description.default(""),
    timeZone: fields.timeZone.default("UTC"),
    parameters: fields.parameters.default(null),
    active: fields.active.default(true),
    startTime: fields.startTime.default(null),
    endTime: fields.endTime.default(null),
  })
  .superRefine((schedule, context) => {
    const given = modesGiven(schedule);
    if (given.length === 1) return;
    const message =
      given.length === 0
        ? `One of ${MODE_LIST} must be given`
        : `Only one of ${MODE_LIST} may be given, not ${given.join(" and ")}`;
    context.addIssue({ code: "custom", message });
  });
export type ScheduleInput = z.input<typeof scheduleInputSchema>;
export type ParsedScheduleInput = z.output<typeof scheduleInputSchema>;

/** What changing a schedule takes: only what is given changes, at least one field must be. */
export const scheduleChangeSchema = z
  .strictObject(fields)
  .partial()
  .superRefine((change, context) => {
    const isEmpty = Object.values(change).every((value) => value === undefined);
    if (isEmpty) context.addIssue({ code: "custom", message: "At least one field must be given" });
    if (modesGiven(change).length > 1) {
      context.addIssue({ code: "custom", message: `Only one of ${MODE_LIST} may be given` });
    }
  });
export type ScheduleChange = z.input<typeof scheduleChangeSchema>;
export type ParsedScheduleChange = z.output<typeof scheduleChangeSchema>;

/** When a definition is submitted, as services and queries return it; instants are UTC. */
export interface Schedule {
  id: string;
  tenantId: string;
  definitionId: string;
  name: string | null;
  description: string;
  mode: ScheduleMode;
  /** As it was sent; a date object is kept as its instant in the output format. */
  expression: string;
  timeZone: string;
  parameters: Record<string, unknown> | null;
  active: boolean;
  startAt: Date | null;
  endAt: Date | null;
  oneTimeAt: Date | null;
  intervalSeconds: number | null;
  nextRunAt: Date | null;
  executedAt: Date | null;
  lastStartedAt: Date | null;
  createdAt: Date;
  createdBy: string;
  modifiedAt: Date;
}
