import Link from "next/link";
import { RunsByHourChart } from "@/components/charts/runs-by-hour-chart";
import { Card } from "@/components/ui/card";
import type { Overview } from "@/lib/domain/run/overview";

/** What ended when in the last 24 hours, and how. */
export function LastDay({ hours }: { hours: Overview["hours"] }) {
  const hasEnded = hours.some(({ states }) => Object.keys(states).length > 0);
  return (
    <Card
      title="Ended in the last 24 hours"
      description="By hour (UTC) and final state"
      actions={
        <Link
          href="/reports/load"
          className="text-xs text-accent-text underline underline-offset-2"
        >
          Load
        </Link>
      }
    >
      {hasEnded ? (
        <RunsByHourChart
          hours={hours.map(({ hour, states }) => ({ hour: new Date(hour), counts: states }))}
        />
      ) : (
        <p className="text-sm text-ink-muted">No run has ended in the last 24 hours.</p>
      )}
    </Card>
  );
}
