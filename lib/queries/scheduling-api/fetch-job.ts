import type { Definition } from "@/lib/domain/definition/definition";
import { AppError } from "@/lib/domain/errors";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { JOB_KINDS } from "@/lib/domain/scheduling-api/job-view";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import type { Context } from "@/lib/services/context";
import { schedulesOf } from "@/lib/store/schedule-store";

interface JobRequest {
  jobId: number | null;
  name: string | null;
  withSchedules: boolean;
}

/** One job by its id or name, which must denote the same one when both are given (job-scheduling-api 5.3). */
export async function fetchApiJob(
  ctx: Context,
  { jobId, name, withSchedules }: JobRequest,
): Promise<{ definition: Definition; schedules: Schedule[] | null }> {
  const key = jobId === null ? { name: name ?? "" } : { jobId };
  const definition = await getDefinition(ctx, { key, kinds: JOB_KINDS });
  if (name !== null && definition.name !== name) {
    throw new AppError("not_found", `Job ${definition.jobId} is not named '${name.slice(0, 300)}'`);
  }
  if (!withSchedules) return { definition, schedules: null };
  return { definition, schedules: await schedulesOf(ctx.db.pool, { definitionId: definition.id }) };
}
