import { Activity } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { sumOf } from "@/lib/domain/report/load-table";
import { formatDuration } from "@/lib/format/format-duration";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import type { LoadReport } from "@/lib/queries/reports/load-report";
import { ReportNotes } from "../../_period/report-notes";
import { HeatMap } from "./heat-map";
import { LengthsTable } from "./lengths-table";

const ROW_WORD = {
  servers: "Process server",
  queues: "Queue",
  hours: "Hour",
  weekdays: "Weekday",
} as const;

/** The load of a period: in a sentence, as a heat map, and by length of the runs. */
export function LoadView({ report, now }: { report: LoadReport; now: Date }) {
  const total = sumOf(report.rows.map((row) => row.total));
  const slots = [...report.slots.values()].reduce((sum, each) => sum + each, 0);
  if (total.runs === 0 && total.busyMs === 0) {
    return (
      <>
        <ReportNotes notes={report.notes} />
        <Card>
          <EmptyState
            icon={<Activity />}
            title="Nothing ran in this time"
            description="No run used a slot of a process server. Choose an earlier or longer time."
          />
        </Card>
      </>
    );
  }
  return (
    <div className="grid gap-4">
      <div>
        <ReportNotes notes={report.notes} />
        <p className="text-sm text-ink-muted">
          <span className="font-medium text-ink">{formatDuration(total.busyMs)}</span> of slot time
          in {formatCount(total.runs, report.source === "runs" ? "start" : "end")}
          {total.peak !== null && <>, at most {formatCount(total.peak, "run")} at one moment</>}
          {slots > 0 && <>; {formatCount(slots, "slot")} now</>}.
        </p>
      </div>
      <Card flush title="Slot minutes" description={descriptionOf(report)}>
        <HeatMap report={report} rowWord={ROW_WORD[report.view]} now={now} />
      </Card>
      {report.lengths.size > 0 && (
        <Card
          flush
          title="Short and long runs"
          description="Divided at five minutes, by their whole length"
        >
          <LengthsTable report={report} rowWord={ROW_WORD[report.view]} />
        </Card>
      )}
    </div>
  );
}

function descriptionOf({ view, source, rows }: LoadReport): string {
  const peak = source === "runs" ? "; below them the most runs at one moment" : "";
  if (view === "weekdays") return `The sums over the weeks of the period${peak}`;
  const count = view === "servers" || view === "queues" ? ` of ${formatNumber(rows.length)}` : "";
  return `Time used of slots${count}${peak}. A field leads to its runs.`;
}
