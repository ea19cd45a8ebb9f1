import type pg from "pg";
import type { Definition } from "@/lib/domain/definition/definition";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { planSchedule } from "@/lib/domain/definition/schedule-plan";
import { AppError } from "@/lib/domain/errors";
import {
  modesGiven,
  type ParsedScheduleChange,
  type Schedule,
  type ScheduleChange,
  scheduleChangeSchema,
} from "@/lib/domain/schedule/schedule-input";
import type { ScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { refuseSystemScheduleChange } from "@/lib/services/system/refuse-system-change";
import { appendActionLog, type NewActionLogEntry } from "@/lib/store/action-log-store";
import { cancelWaitingRunsOfSchedule } from "@/lib/store/cancel-waiting-runs";
import { forgetUnreachability } from "@/lib/store/definition-store";
import { saveSchedule } from "@/lib/store/schedule-store";
import { assertWindow, readSpec, specColumns } from "./build-schedule";
import { lockSchedule, type ScheduleKey } from "./load-schedule";
import { deactivationEntries, scheduleEntry } from "./schedule-log";
import { activityEntry } from "./set-schedules-active";

interface UpdateSchedule {
  key: ScheduleKey;
  change: ScheduleChange;
}

/**
 * Changes the given fields of a schedule; its mode can't change (job-scheduling-api 6.5). A new value of the mode
 * reschedules at once: a run that still waits is canceled, and its place is taken by one that starts immediately.
 */
export async function updateSchedule(
  ctx: Context,
  { key, change }: UpdateSchedule,
): Promise<Schedule> {
  const attempt = { action: "JobScheduleConfiguration", objectType: "schedule", details: { key } };
  await requirePermission(ctx, "jobs.write", attempt);
  const parsed = parseInput(scheduleChangeSchema, change);
  const updated = await auditedChange(ctx, attempt, async (tx, audit) => {
    const { definition, schedule } = await lockSchedule(ctx, tx, key);
    audit.objectId = schedule.id;
    audit.details = { key, fields: fieldsOf(parsed) };
    return applyChange(ctx, tx, { definition, before: schedule, change: parsed });
  });
  ctx.hint("schedules");
  return updated;
}

interface Applied {
  definition: Definition;
  before: Schedule;
  change: ParsedScheduleChange;
}

async function applyChange(ctx: Context, tx: pg.PoolClient, applied: Applied): Promise<Schedule> {
  const { definition, before, change } = applied;
  const spec = changedSpec(before, change, ctx.now);
  const edited = editedSchedule(applied, spec, ctx.now);
  refuseSystemScheduleChange(definition, before, edited);
  assertWindow(edited);
  const plan = planSchedule({
    schedule: edited,
    ...(spec === null ? {} : { spec }),
    definition,
    now: ctx.now,
    keepsDueTick: spec === null && before.active,
  });
  let { nextRunAt } = plan;
  if (spec !== null) {
    const canceled = await cancelWaitingRunsOfSchedule(tx, before, {
      actor: ctx.actor.name,
      now: ctx.now,
    });
    if (canceled > 0 && nextRunAt !== null) nextRunAt = ctx.now;
  }
  const after = { ...edited, active: plan.active, nextRunAt };
  await saveSchedule(tx, after);
  if (change.active === true) await forgetUnreachability(tx, definition.id);
  const entries = [
    ...changeEntries(ctx, { definition, before, edited, fields: fieldsOf(change) }),
    ...deactivationEntries(definition, before, plan.deactivation),
  ];
  await appendActionLog(tx, entries, ctx.now);
  return after;
}

/** The new spec when the expression or its zone is given, or null. */
function changedSpec(
  before: Schedule,
  change: ParsedScheduleChange,
  now: Date,
): ScheduleSpec | null {
  const [mode] = modesGiven(change);
  if (mode !== undefined && mode !== before.mode) {
    const message = `'${mode}' can't be given: the schedule is of the mode ${before.mode}, which can't change`;
    throw new AppError("invalid", message, { field: mode });
  }
  if (mode === undefined && (change.timeZone === undefined || change.timeZone === before.timeZone))
    return null;
  const value = mode === undefined ? before.expression : change[mode];
  return readSpec({ [before.mode]: value, timeZone: change.timeZone ?? before.timeZone }, now, "");
}

function editedSchedule(
  { before, change }: Applied,
  spec: ScheduleSpec | null,
  now: Date,
): Schedule {
  return {
    ...before,
    ...(spec === null
      ? {}
      : { ...specColumns(spec, change.time ?? before.expression), executedAt: null }),
    name: change.name === undefined ? before.name : change.name,
    description: change.description ?? before.description,
    parameters: change.parameters === undefined ? before.parameters : change.parameters,
    active: change.active ?? before.active,
    startAt: change.startTime === undefined ? before.startAt : change.startTime,
    endAt: change.endTime === undefined ? before.endAt : change.endTime,
    modifiedAt: now,
  };
}

interface Changed {
  definition: Definition;
  before: Schedule;
  edited: Schedule;
  fields: readonly string[];
}

function changeEntries(
  ctx: Context,
  { definition, before, edited, fields }: Changed,
): NewActionLogEntry[] {
  const entries: NewActionLogEntry[] = [];
  const others = fields.filter((field) => field !== "active");
  if (others.length > 0) {
    const text = `The schedule was changed: ${others.join(", ")}.`;
    entries.push(
      scheduleEntry(definition, before, { action: "UPDATED", actor: ctx.actor.name, text }),
    );
  }
  if (before.active !== edited.active) entries.push(activityEntry(ctx, definition, edited));
  return entries;
}

function fieldsOf(change: ParsedScheduleChange): string[] {
  return Object.entries(change)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => field);
}
