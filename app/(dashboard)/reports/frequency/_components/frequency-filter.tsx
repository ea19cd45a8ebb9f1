import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { type FrequencyState, frequencySearch } from "@/lib/domain/report/report-pages";
import { cn } from "@/lib/format/cn";
import { filterFields, PERIODS } from "../../_components/filter-fields";
import { ReportFilterForm } from "../../_components/report-filter-form";

const PATH = "/reports/frequency";

/** The views of seed 000: grouped by name, with the number of starts and the last one, of one status. */
const SHORT_VIEWS = [
  { label: "Completed by name (F)", status: ["F"] },
  { label: "Cancelled by name (A)", status: ["A"] },
] as const;

/** What the report is narrowed by, its periods and its ready views. */
export function FrequencyFilter({
  state,
  hasTenant,
}: {
  state: FrequencyState;
  hasTenant: boolean;
}) {
  const kept = frequencySearch({ limit: state.limit, sort: state.sort, view: state.view });
  return (
    <ReportFilterForm
      path={PATH}
      fields={filterFields(state, { hasStatus: true, hasTenant })}
      kept={Object.fromEntries(new URLSearchParams(kept))}
      periods={PERIODS.map(({ label, from }) => ({
        label,
        href: `${PATH}${frequencySearch(state, { from: from || undefined, to: undefined })}`,
        isCurrent: (state.from ?? "") === from && state.to === undefined,
      }))}
    >
      <span className="ml-2 text-xs text-ink-muted">Views</span>
      <ViewLink
        label="All figures"
        search={frequencySearch(state, { view: "full", status: undefined })}
        isCurrent={state.view === "full" && state.status === undefined}
      />
      {SHORT_VIEWS.map(({ label, status }) => (
        <ViewLink
          key={label}
          label={label}
          search={frequencySearch(state, { view: "short", status: [...status], sort: "-runs" })}
          isCurrent={state.view === "short" && String(state.status) === String(status)}
        />
      ))}
    </ReportFilterForm>
  );
}

function ViewLink(props: { label: string; search: string; isCurrent: boolean }) {
  return (
    <Link
      href={`${PATH}${props.search}`}
      scroll={false}
      aria-current={props.isCurrent ? "true" : undefined}
      className={cn(buttonClass({ size: "sm" }), props.isCurrent && "bg-selection/60")}
    >
      {props.label}
    </Link>
  );
}
