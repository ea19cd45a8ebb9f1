import { CalendarClock } from "lucide-react";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { Crowd } from "@/lib/domain/report/forecast";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import type { ForecastReport } from "@/lib/queries/reports/forecast-report";
import { ReportNotes } from "../../_period/report-notes";
import { ExpectedJobs } from "./expected-jobs";
import { ForecastChart } from "./forecast-chart";

const CROWDS_SHOWN = 5;

/** What is to come: the load by hour, the hours that ask for too much, the jobs. */
export function ForecastView({ report }: { report: ForecastReport }) {
  const { starts, slots, hours, crowds, jobs, notes } = report;
  if (starts === 0) {
    return (
      <>
        <ReportNotes notes={notes} />
        <Card>
          <EmptyState
            icon={<CalendarClock />}
            title="Nothing is planned for this time"
            description="No active schedule of an active definition starts anything in it."
            action={
              <Link href="/schedules" className="text-sm text-accent-text underline">
                All schedules
              </Link>
            }
          />
        </Card>
      </>
    );
  }
  const highest = Math.max(...hours.map(({ peak }) => peak));
  return (
    <div className="grid gap-4">
      <div>
        <ReportNotes notes={notes} />
        <p className="text-sm text-ink-muted">
          <span className="font-medium text-ink">{formatCount(starts, "start")}</span> of{" "}
          {formatCount(jobs.length, "schedule")}; at most {formatCount(highest, "run")} at one
          moment
          {slots > 0
            ? `, with ${formatCount(slots, "slot")} now`
            : ", and no process server is running now"}
          . A chain counts as one run.
        </p>
      </div>
      <Crowds crowds={crowds} slots={slots} />
      <Card title="By hour" description="Starts, and the most runs at one moment (UTC)">
        <ForecastChart
          hours={hours.map(({ hour, ...rest }) => ({ hour: hour.toISOString(), ...rest }))}
          slots={slots}
        />
      </Card>
      <ExpectedJobs jobs={jobs} />
    </div>
  );
}

function Crowds({ crowds, slots }: { crowds: readonly Crowd[]; slots: number }) {
  if (crowds.length === 0) return null;
  const further = crowds.length - CROWDS_SHOWN;
  return (
    <Alert kind="warning" title={`${formatCount(crowds.length, "hour")} will be crowded`}>
      <ul>
        {crowds.slice(0, CROWDS_SHOWN).map((crowd) => (
          <li key={crowd.hour.toISOString()}>{sentenceOf(crowd, slots)}</li>
        ))}
      </ul>
      {further > 0 && <p>And {formatCount(further, "further hour")}, marked in the table below.</p>}
    </Alert>
  );
}

function sentenceOf({ hour, kind, count }: Crowd, slots: number): string {
  const time = hour.toISOString().slice(0, 16).replace("T", " ");
  return kind === "on-the-hour"
    ? `${time}: ${formatNumber(count)} runs start exactly on the hour and meet ${formatCount(slots, "slot")}. Spread them over the minutes around it.`
    : `${time}: about ${formatNumber(count)} runs are under way at one moment and share ${formatCount(slots, "slot")}; some will wait.`;
}
