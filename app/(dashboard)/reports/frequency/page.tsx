import { Download } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { parseReport } from "@/lib/domain/report/report-address";
import { frequencyPageSchema, frequencySearch } from "@/lib/domain/report/report-pages";
import { readFrequency } from "@/lib/queries/reports/read-frequency";
import { withRunDays } from "@/lib/queries/reports/with-run-days";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { ReportRefusal } from "../_components/report-refusal";
import { orRefusal } from "../_period/or-refusal";
import { FrequencyChart } from "./_components/frequency-chart";
import { FrequencyFilter } from "./_components/frequency-filter";
import { FrequencyHelp } from "./_components/frequency-help";
import { FrequencyTable } from "./_components/frequency-table";

export const metadata: Metadata = { title: "Frequency report" };

const PATH = "/reports/frequency";

export default async function FrequencyRoute({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const state = parseReport(frequencyPageSchema, readerOf(await searchParams));
  const { view, ...query } = state;
  const result = await orRefusal(
    readFrequency(ctx, query).then(async (page) => ({
      ...page,
      items: view === "short" ? [] : await withRunDays(ctx, query, page.items),
      short: page.items,
    })),
  );
  return (
    <>
      <PageHeader
        title="Frequency report"
        description="Started runs by job name, like BTCAUX14. Runs that never started are not counted."
        breadcrumb={[{ label: "Reports", href: "/reports" }, { label: "Frequency" }]}
        actions={
          <a href={`${PATH}/export${frequencySearch(state)}`} download className={buttonClass()}>
            <Download aria-hidden="true" />
            CSV
          </a>
        }
      />
      <FrequencyFilter state={state} hasTenant={ctx.scope.allTenants} />
      {result.ok ? (
        <div className="grid gap-3">
          {view === "full" && result.value.top.length > 0 && (
            <Card title="Jobs with the most runs" description="By state, the filter applied">
              <FrequencyChart
                rows={result.value.top.map(({ jobName, runs, states }) => ({
                  jobName,
                  runs,
                  states,
                }))}
              />
            </Card>
          )}
          <Card flush className="overflow-hidden">
            <FrequencyTable page={result.value} state={state} hasTenant={ctx.scope.allTenants} />
          </Card>
          <FrequencyHelp state={state} />
        </div>
      ) : (
        <ReportRefusal message={result.message} href={PATH} />
      )}
    </>
  );
}
