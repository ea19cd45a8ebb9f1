import type { Definition } from "@/lib/domain/definition/definition";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { JOB_KINDS } from "@/lib/domain/scheduling-api/job-view";
import type { Page } from "@/lib/domain/scheduling-api/paging";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import type { Context } from "@/lib/services/context";
import { countSchedules, schedulesOf } from "@/lib/store/schedule-store";

interface JobSchedulesRequest {
  jobId: number;
  /** Null for all of them. */
  page: Page | null;
}

/** The schedules of a job in the order they were made, and how many there are in all. */
export async function listJobSchedules(
  ctx: Context,
  { jobId, page }: JobSchedulesRequest,
): Promise<{ total: number; definition: Definition; schedules: Schedule[] }> {
  const definition = await getDefinition(ctx, { key: { jobId }, kinds: JOB_KINDS });
  const range = page === null ? {} : { limit: page.pageSize, offset: page.offset };
  const schedules = await schedulesOf(ctx.db.pool, { definitionId: definition.id, ...range });
  const total = page === null ? schedules.length : await countSchedules(ctx.db.pool, definition.id);
  return { total, definition, schedules };
}
