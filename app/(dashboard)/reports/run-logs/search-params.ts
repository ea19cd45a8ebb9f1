import { parseUtcText, utcText } from "@/components/ui/utc-text";
import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What the page of the report shows, as it stands in the address. */
export interface ReportView {
  /** Name of a definition, or a pattern with `*`; empty for all. */
  job: string;
  /** A run state, `failed` for those that ended badly; empty for all. */
  state: "" | "failed" | RunState;
  /** Instants in UTC as they were typed. */
  from: string;
  to: string;
  cursor: string;
}

const FAILED: readonly RunState[] = ["Error", "Killed", "Unknown"];

/** Reads an address at `now`; what is missing is the last day, what cannot be understood counts as absent. */
export function parseReportView(
  source: { get(name: string): string | null },
  now: Date,
): ReportView {
  const text = (name: string, max: number) =>
    (source.get(name) ?? "")
      .replace(/[\p{Cc}\p{Surrogate}]/gu, "")
      .trim()
      .slice(0, max);
  const end = new Date(Math.ceil(now.getTime() / MINUTE_MS) * MINUTE_MS);
  const to = text("to", 30) || utcText(end);
  const until = parseUtcText(to);
  const dayBefore = new Date((until.ok ? until.at : end).getTime() - DAY_MS);
  const cursor = text("cursor", 200);
  return {
    job: text("job", 255),
    state: parseState(text("state", 20)),
    from: text("from", 30) || utcText(dayBefore),
    to,
    cursor: /^[\w-]+$/.test(cursor) ? cursor : "",
  };
}

function parseState(text: string): ReportView["state"] {
  if (text === "failed") return text;
  return RUN_STATES.find((state) => state === text) ?? "";
}

/** The states a view asks for; undefined for all. */
export function statesOf({ state }: ReportView): readonly RunState[] | undefined {
  if (state === "") return undefined;
  return state === "failed" ? FAILED : [state];
}

/** The address of the report with this view. */
export function reportHref(view: Partial<ReportView>): string {
  const entries = Object.entries(view).filter(([, value]) => value !== "");
  const query = new URLSearchParams(entries).toString().replaceAll("%3A", ":");
  return query === "" ? "/reports/run-logs" : `/reports/run-logs?${query}`;
}
