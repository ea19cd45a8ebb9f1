import { CalendarDays, Download } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { getForecastReport } from "@/lib/queries/reports/forecast-report";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { orRefusal } from "../_period/or-refusal";
import { PeriodForm } from "../_period/period-form";
import { instantsOf, parseReportPeriod, reportHref } from "../_period/report-moment";
import { ForecastView } from "./_components/forecast-view";

export const metadata: Metadata = { title: "Forecast" };

const PRESETS = [
  { label: "24 h", from: "" },
  { label: "3 d", from: "", to: "now+3d" },
  { label: "7 d", from: "", to: "now+7d" },
  { label: "31 d", from: "", to: "now+31d" },
] as const;

export default async function ForecastReportPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const period = parseReportPeriod(readerOf(await searchParams));
  const asked = instantsOf(period, ctx.now);
  const result = await orRefusal(getForecastReport(ctx, asked));
  const instants = { from: asked.from?.toISOString() ?? "", to: asked.to?.toISOString() ?? "" };
  return (
    <>
      <PageHeader
        title="Forecast"
        description="The coming starts of the active schedules, with the load they make if every run takes as long as usual. All times are UTC."
        actions={
          <>
            <Link href="/schedules/calendar" className={buttonClass()}>
              <CalendarDays aria-hidden="true" />
              Calendar
            </Link>
            <a
              href={reportHref("/api/v1/reports/forecast", { ...instants, format: "csv" })}
              download
              className={buttonClass()}
            >
              <Download aria-hidden="true" />
              CSV
            </a>
          </>
        }
      />
      <PeriodForm path="/reports/forecast" period={period} now={ctx.now} presets={PRESETS} />
      {result.ok ? (
        <ForecastView report={result.value} />
      ) : (
        <Alert kind="danger">{result.message}</Alert>
      )}
    </>
  );
}
