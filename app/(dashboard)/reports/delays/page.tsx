import { Download } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { USUAL_TREND_FROM } from "@/lib/domain/report/durations-query";
import { parseReport } from "@/lib/domain/report/report-address";
import { delayPageSchema, delaySearch } from "@/lib/domain/report/report-pages";
import { readDelays } from "@/lib/queries/reports/read-delays";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { filterFields, TREND_PERIODS } from "../_components/filter-fields";
import { ReportFilterForm } from "../_components/report-filter-form";
import { ReportRefusal } from "../_components/report-refusal";
import { orRefusal } from "../_period/or-refusal";
import { DelayCourse } from "./_components/delay-course";
import { DelayTable } from "./_components/delay-table";

export const metadata: Metadata = { title: "Delays" };

const PATH = "/reports/delays";

export default async function DelaysRoute({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const state = parseReport(delayPageSchema, readerOf(await searchParams));
  const result = await orRefusal(readDelays(ctx, state));
  const { sort, limit, job, unit } = state;
  const kept = delaySearch({ sort, limit, job, unit });
  return (
    <>
      <PageHeader
        title="Delays"
        description="From the planned to the actual start. Only lateness counts; a run that started early or on time has none."
        breadcrumb={[{ label: "Reports", href: "/reports" }, { label: "Delays" }]}
        actions={
          <a href={`${PATH}/export${delaySearch(state)}`} download className={buttonClass()}>
            <Download aria-hidden="true" />
            CSV
          </a>
        }
      />
      <ReportFilterForm
        path={PATH}
        fields={filterFields(state, { hasStatus: true, hasTenant: ctx.scope.allTenants })}
        kept={Object.fromEntries(new URLSearchParams(kept))}
        periods={TREND_PERIODS.map(({ label, from }) => ({
          label,
          href: `${PATH}${delaySearch(state, { from: from || undefined, to: undefined })}`,
          isCurrent: (state.from ?? USUAL_TREND_FROM) === (from || USUAL_TREND_FROM) && !state.to,
        }))}
      />
      {result.ok ? (
        <div className="grid gap-3">
          <DelayCourse page={result.value} state={state} />
          <Card flush className="overflow-hidden">
            <DelayTable page={result.value} state={state} hasTenant={ctx.scope.allTenants} />
          </Card>
        </div>
      ) : (
        <ReportRefusal message={result.message} href={PATH} />
      )}
    </>
  );
}
