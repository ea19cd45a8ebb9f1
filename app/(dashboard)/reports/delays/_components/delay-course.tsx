import Link from "next/link";
import { Card } from "@/components/ui/card";
import { type DelayState, delaySearch } from "@/lib/domain/report/report-pages";
import type { DelayPage } from "@/lib/queries/reports/read-delays";
import { TrendChart } from "../../_components/trend-chart";
import { UnitTabs } from "../../_components/unit-tabs";

const PATH = "/reports/delays";

/** The course of the delays of one job, or of all jobs of the filter together. */
export function DelayCourse({ page, state }: { page: DelayPage; state: DelayState }) {
  const { job, unit = "hour" } = state;
  if (page.trend.length === 0 && job === undefined) return null;
  const title = job === undefined ? "Delay of all jobs" : `Delay of ${job}`;
  return (
    <Card
      title={title}
      actions={
        job !== undefined && (
          <Link
            href={`${PATH}${delaySearch(state, { job: undefined })}`}
            scroll={false}
            className="text-xs text-ink-muted hover:underline"
          >
            All jobs
          </Link>
        )
      }
    >
      <UnitTabs
        unit={unit}
        hrefOf={(next) => `${PATH}${delaySearch(state, { unit: next, cursor: state.cursor })}`}
      />
      {page.trend.length > 0 ? (
        <div className="mt-2">
          <TrendChart title={title} points={page.trend} unit={unit} />
        </div>
      ) : (
        <p className="py-4 text-sm text-ink-muted">No run of {job} started in this period.</p>
      )}
    </Card>
  );
}
