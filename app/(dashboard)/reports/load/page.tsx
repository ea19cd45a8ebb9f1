import { Download } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { LOAD_VIEWS, type LoadView } from "@/lib/domain/report/load-table";
import { getLoadReport } from "@/lib/queries/reports/load-report";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { orRefusal } from "../_period/or-refusal";
import { PeriodForm } from "../_period/period-form";
import { instantsOf, reportHref } from "../_period/report-moment";
import { LoadView as LoadPicture } from "./_components/load-view";
import { loadHref, parseLoadAddress } from "./search-params";

export const metadata: Metadata = { title: "Load" };

const VIEW_WORD: Record<LoadView, string> = {
  servers: "Process servers",
  queues: "Queues",
  hours: "Hour of the day",
  weekdays: "Weekday and hour",
};

const PRESETS = [
  { label: "24 h", from: "" },
  { label: "2 d", from: "now-2d" },
  { label: "7 d", from: "now-7d" },
  { label: "4 w", from: "now-4w" },
  { label: "13 w", from: "now-13w" },
] as const;

export default async function LoadReportPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const address = parseLoadAddress(readerOf(await searchParams));
  const { view } = address;
  const period = instantsOf(address, ctx.now);
  const result = await orRefusal(getLoadReport(ctx, { view, ...period }));
  const instants = { from: period.from?.toISOString() ?? "", to: period.to?.toISOString() ?? "" };
  const csv = reportHref("/api/v1/reports/load", { view, ...instants, format: "csv" });
  return (
    <>
      <PageHeader
        title="Load"
        description="How busy the process servers were: slot time used, and the most runs at one moment. All times are UTC."
        actions={
          <a href={csv} download className={buttonClass()}>
            <Download aria-hidden="true" />
            CSV
          </a>
        }
      />
      <LinkTabs
        label="Load by"
        tabs={LOAD_VIEWS.map((known) => ({
          href: loadHref({ ...address, view: known }),
          label: VIEW_WORD[known],
          isCurrent: known === view,
        }))}
      />
      <div className="mt-3">
        <PeriodForm
          path="/reports/load"
          period={address}
          now={ctx.now}
          kept={{ view: view === "servers" ? "" : view }}
          presets={PRESETS}
        />
        {result.ok ? (
          <LoadPicture report={result.value} now={ctx.now} />
        ) : (
          <Alert kind="danger">{result.message}</Alert>
        )}
      </div>
    </>
  );
}
