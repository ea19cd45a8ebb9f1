import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import {
  type Schedule,
  type ScheduleInput,
  scheduleInputSchema,
} from "@/lib/domain/schedule/schedule-input";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import type { DefinitionKey } from "@/lib/store/definition-store";
import { ATTEMPT, storeSchedules } from "./create-schedules";

interface CreateSchedule {
  definition: DefinitionKey;
  schedule: ScheduleInput;
}

/** Adds one schedule to a definition. */
export async function createSchedule(
  ctx: Context,
  { definition: key, schedule }: CreateSchedule,
): Promise<Schedule> {
  await requirePermission(ctx, "jobs.write", ATTEMPT);
  const parsed = parseInput(scheduleInputSchema, schedule);
  const [created] = await storeSchedules(ctx, { key, inputs: [parsed], pathOf: () => "" });
  if (created !== undefined) return created;
  throw new AppError("internal", "The schedule was not stored.");
}
