import type { ReportFilter } from "@/lib/domain/report/report-query";
import { monitorHref } from "../../monitor/search-params";

/**
 * The monitor with the runs a row counts: the filter of the report, and the job's name. A start is asked for in any case,
 * because a report counts started runs only; `since` is the first of the job, where the
 * report has no beginning.
 */
export function runsHref(
  { from, to, createdBy, kind, definition, program, tenant, status }: ReportFilter,
  change: { jobName: string; since: Date | null; status?: ReportFilter["status"] },
): string {
  const state = change.status ?? status;
  const begin = from ?? change.since?.toISOString();
  return monitorHref({
    jobName: [change.jobName],
    ...(state === undefined ? {} : { state }),
    ...(begin === undefined ? {} : { startedFrom: begin }),
    ...(to === undefined ? {} : { startedTo: to }),
    ...(createdBy === undefined ? {} : { user: createdBy }),
    ...(kind === undefined ? {} : { kind: [kind] }),
    ...(definition === undefined ? {} : { definition }),
    ...(program === undefined ? {} : { program }),
    ...(tenant === undefined ? {} : { tenant }),
  });
}
