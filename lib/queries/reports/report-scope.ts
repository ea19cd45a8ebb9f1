import { AppError } from "@/lib/domain/errors";
import { type ReportFilter, statesOfStatuses } from "@/lib/domain/report/report-query";
import { type ReportWindow, resolveWindow } from "@/lib/domain/report/report-window";
import { likePart, likePattern } from "@/lib/domain/run/selection-patterns";
import { authorise, type Context } from "@/lib/services/context";
import type { ReportScope } from "@/lib/store/report-figures";
import { tenantIdsOf, tenantsNamed } from "@/lib/store/run-reads";

/**
 * What the store counts for a filter, within the tenants of the caller. Throws `invalid` with the field when the window
 * is empty, `forbidden` without the permission to read jobs.
 */
export async function reportScope(ctx: Context, filter: ReportFilter): Promise<ReportScope> {
  authorise(ctx, "jobs.read");
  const { from, to } = windowOf(filter, ctx.now);
  const { pool } = ctx.db;
  const reached = await tenantIdsOf(pool, ctx.scope);
  const { tenant, name, createdBy, program } = filter;
  return {
    tenantIds: tenant === undefined ? reached : await tenantsNamed(pool, reached, tenant),
    from,
    to,
    states: statesOfStatuses(filter.status),
    jobName: name === undefined ? undefined : likePattern(name),
    submittedBy: createdBy === undefined ? undefined : likePattern(createdBy),
    definition: filter.definition,
    kind: filter.kind,
    jobClass: filter.class,
    program: program === undefined ? undefined : likePart(program),
  };
}

function windowOf(filter: ReportFilter, now: Date): ReportWindow {
  const window = resolveWindow(filter, now);
  if (!window.ok) throw new AppError("invalid", window.message, { field: "to" });
  return window;
}
