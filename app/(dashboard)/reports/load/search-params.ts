import { LOAD_VIEWS, type LoadView } from "@/lib/domain/report/load-table";
import { parseReportPeriod, type ReportPeriod, reportHref } from "../_period/report-moment";

/** What the load report shows, as it stands in its address. */
export interface LoadAddress extends ReportPeriod {
  view: LoadView;
}

type Source = { get(name: string): string | null };

/** Reads an address; what cannot be understood counts as absent. */
export function parseLoadAddress(source: Source): LoadAddress {
  const view = LOAD_VIEWS.find((known) => known === source.get("view")) ?? "servers";
  return { view, ...parseReportPeriod(source) };
}

/** The address of the load report; everything that is as by default is left out. */
export function loadHref({ view, from, to }: LoadAddress): string {
  return reportHref("/reports/load", { view: view === "servers" ? "" : view, from, to });
}
