import { Download } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { getGapsReport } from "@/lib/queries/reports/gaps-report";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { orRefusal } from "../_period/or-refusal";
import { PeriodForm } from "../_period/period-form";
import { instantsOf, reportHref } from "../_period/report-moment";
import { GapsView } from "./_components/gaps-view";
import { parseGapsAddress } from "./search-params";

export const metadata: Metadata = { title: "Gaps" };

const PRESETS = [
  { label: "24 h", from: "now-24h" },
  { label: "7 d", from: "" },
  { label: "31 d", from: "now-31d" },
] as const;

export default async function GapsReportPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const address = parseGapsAddress(readerOf(await searchParams));
  const { lateSeconds, times } = address;
  const period = instantsOf(address, ctx.now);
  const result = await orRefusal(getGapsReport(ctx, { ...period, lateSeconds, times }));
  const limits = { lateSeconds: String(lateSeconds), times: String(times) };
  const instants = { from: period.from?.toISOString() ?? "", to: period.to?.toISOString() ?? "" };
  return (
    <>
      <PageHeader
        title="Gaps"
        description="What did not happen when it should have: missed ticks, late starts, jobs silent for longer than usual."
        actions={
          <a
            href={reportHref("/api/v1/reports/gaps", { ...limits, ...instants, format: "csv" })}
            download
            className={buttonClass()}
          >
            <Download aria-hidden="true" />
            CSV
          </a>
        }
      />
      <PeriodForm path="/reports/gaps" period={address} now={ctx.now} presets={PRESETS}>
        <Limit
          label="Late from (seconds)"
          name="lateSeconds"
          value={lateSeconds}
          min={1}
          max={86_400}
        />
        <Limit label="Silent from (usual pauses)" name="times" value={times} min={2} max={100} />
      </PeriodForm>
      {result.ok ? (
        <GapsView report={result.value} />
      ) : (
        <Alert kind="danger">{result.message}</Alert>
      )}
    </>
  );
}

type LimitProps = { label: string; name: string; value: number; min: number; max: number };

function Limit({ label, name, value, min, max }: LimitProps) {
  return (
    <Field label={label} className="w-40">
      {(control) => (
        <Input {...control} type="number" name={name} defaultValue={value} min={min} max={max} />
      )}
    </Field>
  );
}
