import { Download, Printer } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { MAX_REPORT_RUNS, type ReportSelection } from "@/lib/domain/report/run-log-selection";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import type { ReportPreview } from "@/lib/queries/reports/run-log-report";

type ReportDownloadsProps = {
  selection: ReportSelection;
  preview: Pick<ReportPreview, "summary" | "isTooLarge">;
};

/** Ways out of the report: printed, as a table, and the logs it is about. What they cover is said before. */
export function ReportDownloads({ selection, preview }: ReportDownloadsProps) {
  const { runs } = preview.summary;
  if (preview.isTooLarge) {
    return (
      <p role="status" className="mb-3 text-sm text-ink-muted">
        The selection has more than {formatNumber(MAX_REPORT_RUNS)} runs, the most one file holds;
        the figures are those of the first. Choose a shorter period, a job or a state to save it.
      </p>
    );
  }
  if (runs === 0) return null;
  const query = queryOf(selection);
  const report = (rest: string) => `/api/v1/reports/run-log?${query}&${rest}`;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-1.5">
      <a href={report("format=html")} target="_blank" rel="noreferrer" className={buttonClass()}>
        <Printer aria-hidden="true" />
        Print or save as PDF
        <span className="sr-only">(opens in a new tab)</span>
      </a>
      <a
        href={report("format=html&messages=true")}
        target="_blank"
        rel="noreferrer"
        className={buttonClass({ variant: "ghost" })}
      >
        With messages
        <span className="sr-only">(opens in a new tab)</span>
      </a>
      <Save href={report("format=csv&download=1")} label="CSV" />
      <Save href={report("format=ndjson&messages=true&download=1")} label="NDJSON" />
      <Save href={`/api/v1/runs/logs?${query}&format=zip`} label="Logs as zip" />
      <span className="text-xs text-ink-muted">
        {formatCount(runs, "run")}, with the steps and calls of chains; at most{" "}
        {formatNumber(MAX_REPORT_RUNS)} in one file
      </span>
    </div>
  );
}

function Save({ href, label }: { href: string; label: string }) {
  return (
    <a href={href} download className={buttonClass()}>
      <Download aria-hidden="true" />
      {label}
    </a>
  );
}

/** The same runs as on the screen: the period as instants. */
function queryOf({ definition, name, states, from, to }: ReportSelection): string {
  const params = new URLSearchParams({ from: from.toISOString(), to: to.toISOString() });
  if (definition !== null) params.set("definition", definition);
  if (name !== null) params.set("name", name);
  if (states !== null) params.set("state", states.join(","));
  return params.toString();
}
