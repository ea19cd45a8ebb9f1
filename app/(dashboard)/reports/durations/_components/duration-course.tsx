import Link from "next/link";
import { Card } from "@/components/ui/card";
import { type DurationState, durationSearch } from "@/lib/domain/report/report-pages";
import type { DurationPage } from "@/lib/queries/reports/read-durations";
import { TrendChart } from "../../_components/trend-chart";
import { UnitTabs } from "../../_components/unit-tabs";

const PATH = "/reports/durations";

/** The course of the job that was chosen in the table. */
export function DurationCourse({ page, state }: { page: DurationPage; state: DurationState }) {
  const { job, unit = "day" } = state;
  if (job === undefined || page.trend === null) return null;
  const title = `Duration of ${job}`;
  return (
    <Card
      title={title}
      actions={
        <Link
          href={`${PATH}${durationSearch(state, { job: undefined })}`}
          scroll={false}
          className="text-xs text-ink-muted hover:underline"
        >
          Close
        </Link>
      }
    >
      <UnitTabs
        unit={unit}
        hrefOf={(next) => `${PATH}${durationSearch(state, { unit: next, cursor: state.cursor })}`}
      />
      {page.trend.some(({ avgMs }) => avgMs !== null) ? (
        <div className="mt-2">
          <TrendChart title={title} points={page.trend} unit={unit} />
        </div>
      ) : (
        <p className="py-4 text-sm text-ink-muted">No completed run of {job} in this period.</p>
      )}
    </Card>
  );
}
