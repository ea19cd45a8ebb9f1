import { instantOfToken, isTimeToken } from "@/lib/domain/run/selection-time";

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The stretch of time a report is about, as it stands in its address: tokens such as `now-24h`, or empty. */
export interface ReportPeriod {
  from: string;
  to: string;
}

type Source = { get(name: string): string | null };

/** Reads an address. A date field sends `2026-11-20T02:00`, which is UTC here; what cannot be understood counts as absent. */
export function parseReportPeriod(source: Source): ReportPeriod {
  const token = (name: string) => {
    const text = (source.get(name) ?? "").trim();
    if (LOCAL.test(text)) return isTimeToken(`${text}:00Z`) ? `${text}:00Z` : "";
    return isTimeToken(text) ? text : "";
  };
  return { from: token("from"), to: token("to") };
}

/** The instants a period means at the time of reading; undefined where it leaves them to the report. */
export function instantsOf(
  { from, to }: ReportPeriod,
  now: Date,
): { from: Date | undefined; to: Date | undefined } {
  const at = (token: string) =>
    token === "" ? undefined : (instantOfToken(token, now) ?? undefined);
  return { from: at(from), to: at(to) };
}

/** A token as a date field takes it, in UTC; empty for none. */
export function fieldValueOf(token: string, now: Date): string {
  const at = token === "" ? null : instantOfToken(token, now);
  return at === null ? "" : at.toISOString().slice(0, 16);
}

/** The address of a report; what is empty is left out. */
export function reportHref(path: string, parts: Record<string, string>): string {
  const params = new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== ""));
  const text = params.toString().replaceAll("%3A", ":");
  return text === "" ? path : `${path}?${text}`;
}
