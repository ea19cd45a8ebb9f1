import { SparklineBars } from "@/components/charts/sparkline-bars";
import type { RunDay } from "@/lib/domain/report/run-days";
import { formatCount } from "@/lib/format/format-number";
import { formatDay } from "@/lib/format/format-when";

/** Started runs of the last seven days, a bar a day; days with cancelled runs in their colour. */
export function RunDaysBars({ jobName, days }: { jobName: string; days: readonly RunDay[] }) {
  const total = days.reduce((sum, { runs }) => sum + runs, 0);
  return (
    <SparklineBars
      label={`${jobName}: ${formatCount(total, "run")} in the last ${days.length} days`}
      bars={days.map(({ day, runs, cancelled }) => ({
        key: day.toISOString(),
        value: runs,
        state: cancelled > 0 ? "Error" : runs > 0 ? "Completed" : "Skipped",
        title: `${formatDay(day, day)}: ${formatCount(runs, "run")}, ${cancelled} cancelled`,
      }))}
    />
  );
}
