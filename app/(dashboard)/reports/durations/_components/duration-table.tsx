import { ChartNoAxesColumn, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { DurationText } from "@/components/runs/duration-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { type DurationColumn, USUAL_TREND_FROM } from "@/lib/domain/report/durations-query";
import { type DurationState, durationSearch } from "@/lib/domain/report/report-pages";
import type { RunDay } from "@/lib/domain/report/run-days";
import { formatCount, formatNumber, formatPercent } from "@/lib/format/format-number";
import type { DurationPage } from "@/lib/queries/reports/read-durations";
import { TimeCell } from "../../_components/figure-cells";
import { runsHref } from "../../_components/monitor-link";
import { RateText } from "../../_components/rate-text";
import { RunDaysBars } from "../../_components/run-days-bars";
import { SortHead } from "../../_components/sort-head";

const PATH = "/reports/durations";
const HEADS: readonly [DurationColumn, string][] = [
  ["deviation", "Last against mean"],
  ["lastDurationMs", "Last"],
  ["baselineMs", "Mean of ten before"],
  ["avgDurationMs", "Mean"],
  ["p95DurationMs", "p95"],
  ["maxDurationMs", "Longest"],
  ["completed", "Completed"],
  ["successRate", "Success"],
];

type Row = DurationPage["items"][number] & { days: RunDay[] };
type DurationTableProps = {
  page: Omit<DurationPage, "items"> & { items: Row[] };
  state: DurationState;
  hasTenant: boolean;
};

/** Jobs by how unusual their last run was; a name chooses the course above. */
export function DurationTable({ page, state, hasTenant }: DurationTableProps) {
  if (page.jobs === 0) {
    return (
      <EmptyState
        icon={<ChartNoAxesColumn />}
        title="No completed run fits the filter"
        description="Widen the period or take a condition away."
      />
    );
  }
  const head = {
    sort: state.sort,
    hrefOf: (sort: DurationState["sort"]) => `${PATH}${durationSearch(state, { sort })}`,
  };
  const slow = page.slow === 0 ? "none slower than usual" : `${page.slow} slower than usual`;
  const summary = `${formatCount(page.jobs, "job")}, ${slow}`;
  const hrefOf = (cursor: string | null) =>
    cursor === null ? undefined : `${PATH}${durationSearch(state, { cursor })}`;
  return (
    <>
      <Table caption={summary}>
        <thead>
          <tr>
            <SortHead column="jobName" numeric={false} {...head}>
              Job name
            </SortHead>
            {hasTenant && <Th>Tenant</Th>}
            {HEADS.map(([column, word]) => (
              <SortHead key={column} column={column} {...head}>
                {word}
              </SortHead>
            ))}
            <Th>Last 7 days</Th>
          </tr>
        </thead>
        <tbody>
          {page.items.map((row) => (
            <JobRow key={`${row.tenantId} ${row.jobName}`} {...{ row, state, hasTenant }} />
          ))}
        </tbody>
      </Table>
      <Pagination
        newerHref={hrefOf(page.previousCursor)}
        olderHref={hrefOf(page.nextCursor)}
        newerLabel="Previous"
        olderLabel="Next"
        summary={summary}
      />
    </>
  );
}

type JobRowProps = { row: Row; state: DurationState; hasTenant: boolean };

function JobRow({ row, state, hasTenant }: JobRowProps) {
  const { jobName } = row;
  const course = `${PATH}${durationSearch(state, { job: jobName, cursor: state.cursor })}`;
  const period = { ...state, from: state.from ?? USUAL_TREND_FROM };
  const runs = runsHref(period, { jobName, since: null, status: ["F"] });
  return (
    <Tr selected={state.job === jobName}>
      <Td mono>
        <Link href={course} title={`Course of ${jobName}`} className="hover:underline">
          {jobName}
        </Link>
      </Td>
      {hasTenant && <Td>{row.tenant}</Td>}
      <Td numeric>
        <Deviation deviation={row.deviation} isSlow={row.isSlow} />
      </Td>
      <Td numeric>
        {row.lastRunId === null || row.lastDurationMs === null ? (
          "–"
        ) : (
          <Link href={`/runs/${row.lastRunId}`} className="hover:underline">
            <DurationText ms={row.lastDurationMs} />
          </Link>
        )}
      </Td>
      <TimeCell ms={row.baselineMs} />
      <TimeCell ms={row.avgDurationMs} />
      <TimeCell ms={row.p95DurationMs} />
      <TimeCell ms={row.maxDurationMs} />
      <Td numeric>
        <Link href={runs} className="hover:underline">
          {formatNumber(row.completed)}
        </Link>
      </Td>
      <Td numeric>
        <RateText rate={row.successRate} />
      </Td>
      <Td>
        <RunDaysBars jobName={jobName} days={row.days} />
      </Td>
    </Tr>
  );
}

function Deviation({ deviation, isSlow }: { deviation: number | null; isSlow: boolean }) {
  if (deviation === null) return <span className="text-ink-faint">–</span>;
  const text = `${deviation > 0 ? "+" : deviation < 0 ? "−" : ""}${formatPercent(Math.abs(deviation))}`;
  if (!isSlow) return <>{text}</>;
  return (
    <span data-tone="waiting" className="inline-flex items-center gap-1 text-tone-ink">
      <TriangleAlert aria-hidden="true" className="size-3.5" />
      {text} <span className="text-xs">slow</span>
    </span>
  );
}
