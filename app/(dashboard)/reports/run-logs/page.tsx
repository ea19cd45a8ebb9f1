import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { formatCount } from "@/lib/format/format-number";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { ReportDownloads } from "./_components/report-downloads";
import { ReportFigures } from "./_components/report-figures";
import { ReportFilterForm } from "./_components/report-filter-form";
import { ReportTable } from "./_components/report-table";
import { readReport } from "./report-data";
import { parseReportView, reportHref } from "./search-params";

export const metadata: Metadata = { title: "Run-log report" };

export default async function RunLogReportPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseReportView(readerOf(await searchParams), ctx.now);
  const data = await readReport(ctx, view);
  return (
    <>
      <PageHeader
        title="Run-log report"
        description="The runs of a job or of a period with their times, results and errors: to look at, to print and to save."
      />
      <ReportFilterForm view={view} now={ctx.now} fault={data.ok ? null : data} />
      {!data.ok && data.field === null && (
        <Alert kind="danger" title="The report could not be made">
          {data.problem}
        </Alert>
      )}
      {data.ok && (
        <>
          <ReportFigures summary={data.preview.summary} />
          <ReportDownloads selection={data.preview.selection} preview={data.preview} />
          <Card flush>
            <ReportTable lines={data.preview.page.items} />
            <Pagination
              summary={`${formatCount(data.preview.page.items.filter((line) => line.depth === 0).length, "run")} on this page, oldest first`}
              newerLabel="Earlier"
              olderLabel="Later"
              newerHref={pageHref(data.preview.page.previousCursor)}
              olderHref={pageHref(data.preview.page.nextCursor)}
            />
          </Card>
        </>
      )}
    </>
  );

  function pageHref(cursor: string | null): string | undefined {
    return cursor === null ? undefined : reportHref({ ...view, cursor });
  }
}
