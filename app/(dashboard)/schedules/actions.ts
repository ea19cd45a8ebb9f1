"use server";

import { z } from "zod";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { isId } from "@/lib/domain/ids";
import type { ScheduleChange, ScheduleInput } from "@/lib/domain/schedule/schedule-input";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { createSchedule } from "@/lib/services/schedules/create-schedule";
import { deleteSchedule } from "@/lib/services/schedules/delete-schedule";
import { updateSchedule } from "@/lib/services/schedules/update-schedule";
import { requireId } from "../definitions/page-object";

/** A schedule with the definition it belongs to, as a table knows it. */
export interface ScheduleRef {
  definitionId: string;
  scheduleId: string;
}

const idSchema = z.string().refine(isId, "must be an id");
const refsSchema = z
  .array(z.strictObject({ definitionId: idSchema, scheduleId: idSchema }))
  .min(1)
  .max(500);

function keyOf({ definitionId, scheduleId }: ScheduleRef) {
  return { definition: { id: requireId(definitionId) }, scheduleId: requireId(scheduleId) };
}

export async function createScheduleAction(
  definitionId: string,
  schedule: ScheduleInput,
): Promise<FormResult<{ id: string }>> {
  const ctx = await pageContext();
  return formResult(() =>
    createSchedule(ctx, { definition: { id: requireId(definitionId) }, schedule }),
  );
}

export async function updateScheduleAction(
  ref: ScheduleRef,
  change: ScheduleChange,
): Promise<FormResult<{ id: string }>> {
  const ctx = await pageContext();
  return formResult(async () => ({
    id: (await updateSchedule(ctx, { key: keyOf(ref), change })).id,
  }));
}

export async function deleteScheduleAction(ref: ScheduleRef): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => deleteSchedule(ctx, keyOf(ref)));
}

/** What came of switching some schedules; a schedule may stay inactive, e.g. when it has no future start. */
export interface SwitchedSchedules {
  changed: number;
  /** Why the others are not as wished. */
  refusals: string[];
}

export async function switchSchedulesAction(
  refs: readonly ScheduleRef[],
  active: boolean,
): Promise<FormResult<SwitchedSchedules>> {
  const ctx = await pageContext();
  return formResult(async () => {
    const result: SwitchedSchedules = { changed: 0, refusals: [] };
    for (const ref of parseInput(refsSchema, refs)) {
      const one = await formResult(() =>
        updateSchedule(ctx, { key: keyOf(ref), change: { active: active === true } }),
      );
      if (!one.ok) result.refusals.push(one.message);
      else if (one.value.active === active) result.changed += 1;
      else
        result.refusals.push(
          "It has no future start, or its end time has passed, so it stays inactive.",
        );
    }
    return result;
  });
}
