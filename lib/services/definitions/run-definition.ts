import type { z } from "zod";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { submitRunSchema } from "@/lib/domain/run/submit-input";
import { authorise, type Context } from "@/lib/services/context";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { type DefinitionKey, findDefinition } from "@/lib/store/definition-store";
import { findSchedule } from "@/lib/store/schedule-store";

const inputSchema = submitRunSchema.omit({ definition: true });
export type RunDefinitionInput = z.input<typeof inputSchema>;

interface RunDefinition {
  definition: DefinitionKey;
  /** Counts the run among those of this schedule, outside its plan, with the schedule's parameters. */
  scheduleId?: string;
  input: RunDefinitionInput;
}

/** Submits one run of a definition by its id, in the definition's own tenant; answers the id of the run. */
export async function runDefinition(
  ctx: Context,
  { definition: key, scheduleId, input }: RunDefinition,
): Promise<string> {
  authorise(ctx, "runs.operate");
  const parsed = parseInput(inputSchema, input);
  const definition = await findDefinition(ctx.db.pool, ctx.scope, { key });
  if (definition === null) throw new AppError("not_found", "Job not found");
  const own = { ...ctx, scope: { tenantId: definition.tenantId, allTenants: false } };
  if (scheduleId === undefined) {
    const [runId] = await submitRuns(own, [{ ...parsed, definition: definition.name }]);
    return runId ?? "";
  }
  const schedule = await findSchedule(ctx.db.pool, { definitionId: definition.id, scheduleId });
  if (schedule === null) throw new AppError("not_found", "Schedule not found");
  const run = {
    ...parsed,
    parameters: parsed.parameters ?? schedule.parameters,
    definition: definition.name,
  };
  const [runId] = await submitRuns(own, [run], { scheduleId });
  return runId ?? "";
}
