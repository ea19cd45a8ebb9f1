import { Download } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { USUAL_TREND_FROM } from "@/lib/domain/report/durations-query";
import { parseReport } from "@/lib/domain/report/report-address";
import { durationPageSchema, durationSearch } from "@/lib/domain/report/report-pages";
import { readDurations } from "@/lib/queries/reports/read-durations";
import { withRunDays } from "@/lib/queries/reports/with-run-days";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { filterFields, TREND_PERIODS } from "../_components/filter-fields";
import { ReportFilterForm } from "../_components/report-filter-form";
import { ReportRefusal } from "../_components/report-refusal";
import { orRefusal } from "../_period/or-refusal";
import { DurationCourse } from "./_components/duration-course";
import { DurationTable } from "./_components/duration-table";

export const metadata: Metadata = { title: "Durations" };

const PATH = "/reports/durations";

export default async function DurationsRoute({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const state = parseReport(durationPageSchema, readerOf(await searchParams));
  const result = await orRefusal(
    readDurations(ctx, state).then(async (page) => ({
      ...page,
      items: await withRunDays(ctx, state, page.items),
    })),
  );
  const { sort, limit, job, unit } = state;
  const kept = durationSearch({ sort, limit, job, unit });
  return (
    <>
      <PageHeader
        title="Durations"
        description="How long completed runs took. A last run more than 20 % above the mean of the ten before it is marked."
        breadcrumb={[{ label: "Reports", href: "/reports" }, { label: "Durations" }]}
        actions={
          <a href={`${PATH}/export${durationSearch(state)}`} download className={buttonClass()}>
            <Download aria-hidden="true" />
            CSV
          </a>
        }
      />
      <ReportFilterForm
        path={PATH}
        fields={filterFields(state, { hasStatus: false, hasTenant: ctx.scope.allTenants })}
        kept={Object.fromEntries(new URLSearchParams(kept))}
        periods={TREND_PERIODS.map(({ label, from }) => ({
          label,
          href: `${PATH}${durationSearch(state, { from: from || undefined, to: undefined })}`,
          isCurrent: (state.from ?? USUAL_TREND_FROM) === (from || USUAL_TREND_FROM) && !state.to,
        }))}
      />
      {result.ok ? (
        <div className="grid gap-3">
          <DurationCourse page={result.value} state={state} />
          <Card flush className="overflow-hidden">
            <DurationTable page={result.value} state={state} hasTenant={ctx.scope.allTenants} />
          </Card>
        </div>
      ) : (
        <ReportRefusal message={result.message} href={PATH} />
      )}
    </>
  );
}
