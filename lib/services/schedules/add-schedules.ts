import type pg from "pg";
import type { Definition } from "@/lib/domain/definition/definition";
import { MAX_SCHEDULES_PER_DEFINITION } from "@/lib/domain/definition/definition-input";
import { AppError } from "@/lib/domain/errors";
import type { ParsedScheduleInput, Schedule } from "@/lib/domain/schedule/schedule-input";
import type { Context } from "@/lib/services/context";
import { refuseSystemChange } from "@/lib/services/system/refuse-system-change";
import { appendActionLog } from "@/lib/store/action-log-store";
import { countSchedules, insertSchedules } from "@/lib/store/schedule-store";
import { buildSchedule } from "./build-schedule";
import { deactivationEntries, scheduleEntry } from "./schedule-log";

interface Additions {
  definition: Definition;
  inputs: readonly ParsedScheduleInput[];
  /** Path of each input in the request, e.g. `schedules.0.`. */
  pathOf: (index: number) => string;
}

/**
 * Adds schedules to a definition whose row the caller has locked: checked, planned, stored and logged set by set, in
 * the order given. Throws `limit` when the definition would have too many.
 */
export async function addSchedules(
  ctx: Context,
  tx: pg.PoolClient,
  { definition, inputs, pathOf }: Additions,
): Promise<Schedule[]> {
  if (inputs.length === 0) return [];
  refuseSystemChange(definition);
  const present = await countSchedules(tx, definition.id);
  if (present + inputs.length > MAX_SCHEDULES_PER_DEFINITION) {
    const message = `A job can have at most ${MAX_SCHEDULES_PER_DEFINITION} schedules; this one has ${present}`;
    throw new AppError("limit", message, { field: "schedules" });
  }
  const options = { now: ctx.now, newId: ctx.newId, actor: ctx.actor.name };
  const planned = inputs.map((input, index) =>
    buildSchedule(definition, input, { ...options, path: pathOf(index) }),
  );
  const schedules = planned.map((entry) => entry.schedule);
  await insertSchedules(tx, schedules);
  const created = {
    action: "CREATED",
    actor: ctx.actor.name,
    text: "The schedule was created.",
  } as const;
  const entries = planned.flatMap(({ schedule, deactivation }) => [
    scheduleEntry(definition, schedule, created),
    ...deactivationEntries(definition, schedule, deactivation),
  ]);
  await appendActionLog(tx, entries, ctx.now);
  return schedules;
}
