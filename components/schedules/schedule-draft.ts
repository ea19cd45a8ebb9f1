import { parseJsonText } from "@/components/ui/json-text";
import { utcText } from "@/components/ui/utc-text";
import { type FieldProblems, fieldProblems } from "@/lib/domain/definition/field-problems";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import {
  type Schedule,
  type ScheduleChange,
  type ScheduleInput,
  scheduleInputSchema,
} from "@/lib/domain/schedule/schedule-input";
import { previewSchedule, type SchedulePreviewInput } from "@/lib/domain/schedule/schedule-preview";
import type { ScheduleMode } from "@/lib/domain/schedule/schedule-spec";

/** A schedule as it is typed into a form: every mode keeps its own expression while one switches to and fro. */
export type ScheduleDraft = {
  mode: ScheduleMode;
  expressions: Record<ScheduleMode, string>;
  timeZone: string;
  description: string;
  active: boolean;
  startTime: string;
  endTime: string;
  /** JSON object, or empty. */
  parameters: string;
};

const NO_EXPRESSIONS: Record<ScheduleMode, string> = {
  cron: "",
  time: "",
  repeatAt: "",
  repeatInterval: "",
};

/** What a new schedule starts from. */
export const NEW_SCHEDULE: ScheduleDraft = {
  mode: "cron",
  expressions: NO_EXPRESSIONS,
  timeZone: "UTC",
  description: "",
  active: true,
  startTime: "",
  endTime: "",
  parameters: "",
};

/**
 * A stored schedule as a form shows it. A one-time schedule shows the instant it was resolved to: `in 2 hours` would
 * mean something else each time it is read.
 */
export function draftOfSchedule(schedule: Schedule): ScheduleDraft {
  const { mode, timeZone, description, active, startAt, endAt, parameters, oneTimeAt } = schedule;
  const expression = oneTimeAt === null ? schedule.expression : oneTimeAt.toISOString();
  return {
    mode,
    expressions: { ...NO_EXPRESSIONS, [mode]: expression },
    timeZone,
    description,
    active,
    startTime: startAt === null ? "" : utcText(startAt),
    endTime: endAt === null ? "" : utcText(endAt),
    parameters: parameters === null ? "" : JSON.stringify(parameters, null, 2),
  };
}

/** What creating the schedule is asked for; text that is no JSON stays text, for the schema to refuse. */
export function inputOfScheduleDraft(draft: ScheduleDraft): ScheduleInput {
  return {
    [draft.mode]: draft.expressions[draft.mode].trim(),
    timeZone: draft.timeZone.trim(),
    description: draft.description,
    active: draft.active,
    startTime: emptyAsNull(draft.startTime),
    endTime: emptyAsNull(draft.endTime),
    parameters: parametersOf(draft.parameters) as Record<string, unknown> | null,
  };
}

/** Only the fields that differ: a schedule is planned again when its expression is sent. */
export function changeOfScheduleDraft(before: ScheduleDraft, after: ScheduleDraft): ScheduleChange {
  const [old, present] = [inputOfScheduleDraft(before), inputOfScheduleDraft(after)];
  const differs = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(old[field as keyof ScheduleInput]);
  return Object.fromEntries(Object.entries(present).filter(differs));
}

/** What the preview is asked for. */
export function previewInputOf(draft: ScheduleDraft, count: number): SchedulePreviewInput {
  const { startTime, endTime, timeZone, ...input } = inputOfScheduleDraft(draft);
  const mode = { [draft.mode]: input[draft.mode] };
  return { ...mode, timeZone, startTime, endTime, count };
}

/** Everything that is wrong with the draft, by the field it stands at. */
export function checkScheduleDraft(draft: ScheduleDraft, now: Date): FieldProblems {
  const problems = fieldProblems(scheduleInputSchema, inputOfScheduleDraft(draft));
  if (Object.keys(problems).length > 0) return problems;
  const preview = previewSchedule(previewInputOf(draft, 1), now);
  return preview.ok ? {} : { [preview.field]: problemSentence(preview.reason) };
}

function emptyAsNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

function parametersOf(text: string): unknown {
  if (text.trim() === "") return null;
  const parsed = parseJsonText(text);
  return parsed.ok ? parsed.value : text;
}
