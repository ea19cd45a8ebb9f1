import { z } from "zod";
import { MAX_SCHEDULES_PER_DEFINITION } from "@/lib/domain/definition/definition-input";
import { parseInput } from "@/lib/domain/definition/parse-input";
import {
  type Schedule,
  type ScheduleInput,
  scheduleInputSchema,
} from "@/lib/domain/schedule/schedule-input";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { lockDefinition } from "@/lib/services/definitions/load-definition";
import type { DefinitionKey } from "@/lib/store/definition-store";
import { addSchedules } from "./add-schedules";

interface CreateSchedules {
  definition: DefinitionKey;
  schedules: readonly ScheduleInput[];
}

const bulkSchema = z.strictObject({
  schedules: z.array(scheduleInputSchema).min(1).max(MAX_SCHEDULES_PER_DEFINITION),
});
/** What the audit says of adding schedules. */
export const ATTEMPT = { action: "JobCreation", objectType: "schedule" };

/** Adds up to 1000 schedules to a definition: all of them, or none. Answers them in the order given. */
export async function createSchedules(
  ctx: Context,
  { definition: key, schedules }: CreateSchedules,
): Promise<Schedule[]> {
  await requirePermission(ctx, "jobs.write", ATTEMPT);
  const parsed = parseInput(bulkSchema, { schedules });
  return storeSchedules(ctx, {
    key,
    inputs: parsed.schedules,
    pathOf: (index) => `schedules.${index}.`,
  });
}

interface Storing {
  key: DefinitionKey;
  inputs: z.output<typeof scheduleInputSchema>[];
  pathOf: (index: number) => string;
}

/** Checked schedules into one definition, in one transaction. */
export async function storeSchedules(
  ctx: Context,
  { key, inputs, pathOf }: Storing,
): Promise<Schedule[]> {
  const details = { key, schedules: inputs.length };
  const created = await auditedChange(ctx, { ...ATTEMPT, details }, async (tx, audit) => {
    const definition = await lockDefinition(ctx, tx, key);
    const schedules = await addSchedules(ctx, tx, { definition, inputs, pathOf });
    audit.objectId = inputs.length === 1 ? (schedules[0]?.id ?? null) : definition.id;
    return schedules;
  });
  ctx.hint("schedules");
  return created;
}
