import { USUAL_LATE_SECONDS, USUAL_TIMES } from "@/lib/queries/reports/gaps-report";
import { parseReportPeriod, type ReportPeriod } from "../_period/report-moment";

/** What the gaps report shows, as it stands in its address. */
export interface GapsAddress extends ReportPeriod {
  /** A start is late from here on. */
  lateSeconds: number;
  /** So many times its usual pause a job may be silent. */
  times: number;
}

type Source = { get(name: string): string | null };

/** Reads an address; what cannot be understood counts as absent. */
export function parseGapsAddress(source: Source): GapsAddress {
  return {
    ...parseReportPeriod(source),
    lateSeconds:
      numberIn(source.get("lateSeconds"), { least: 1, most: 86_400 }) ?? USUAL_LATE_SECONDS,
    times: numberIn(source.get("times"), { least: 2, most: 100 }) ?? USUAL_TIMES,
  };
}

function numberIn(text: string | null, { least, most }: { least: number; most: number }) {
  if (text === null || !/^\d{1,6}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}
