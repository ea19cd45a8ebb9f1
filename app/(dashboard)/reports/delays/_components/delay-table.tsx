import { ChartNoAxesColumn } from "lucide-react";
import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { DelayColumn } from "@/lib/domain/report/delays-query";
import { USUAL_TREND_FROM } from "@/lib/domain/report/durations-query";
import { type DelayState, delaySearch } from "@/lib/domain/report/report-pages";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import type { DelayPage } from "@/lib/queries/reports/read-delays";
import { TimeCell } from "../../_components/figure-cells";
import { runsHref } from "../../_components/monitor-link";
import { SortHead } from "../../_components/sort-head";

const PATH = "/reports/delays";
const HEADS: readonly [DelayColumn, string][] = [
  ["runs", "Runs"],
  ["avgDelayMs", "Mean delay"],
  ["p95DelayMs", "p95"],
  ["maxDelayMs", "Longest"],
  ["lastStart", "Last start"],
];

type DelayTableProps = { page: DelayPage; state: DelayState; hasTenant: boolean };

/** Jobs by how late they start; a name chooses the course above, the number of runs leads to them. */
export function DelayTable({ page, state, hasTenant }: DelayTableProps) {
  if (page.jobs === 0) {
    return (
      <EmptyState
        icon={<ChartNoAxesColumn />}
        title="No run that started fits the filter"
        description="Widen the period or take a condition away."
      />
    );
  }
  const head = {
    sort: state.sort,
    hrefOf: (sort: DelayState["sort"]) => `${PATH}${delaySearch(state, { sort })}`,
  };
  const hrefOf = (cursor: string | null) =>
    cursor === null ? undefined : `${PATH}${delaySearch(state, { cursor })}`;
  const summary = formatCount(page.jobs, "job");
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

type JobRowProps = {
  row: DelayPage["items"][number];
  state: DelayState;
  hasTenant: boolean;
};

function JobRow({ row, state, hasTenant }: JobRowProps) {
  const { jobName } = row;
  const course = `${PATH}${delaySearch(state, { job: jobName, cursor: state.cursor })}`;
  const period = { ...state, from: state.from ?? USUAL_TREND_FROM };
  return (
    <Tr selected={state.job === jobName}>
      <Td mono>
        <Link href={course} title={`Course of ${jobName}`} className="hover:underline">
          {jobName}
        </Link>
      </Td>
      {hasTenant && <Td>{row.tenant}</Td>}
      <Td numeric>
        <Link href={runsHref(period, { jobName, since: null })} className="hover:underline">
          {formatNumber(row.runs)}
        </Link>
      </Td>
      <TimeCell ms={row.avgDelayMs} />
      <TimeCell ms={row.p95DelayMs} />
      <TimeCell ms={row.maxDelayMs} />
      <Td numeric>
        <InstantText at={row.lastStart} />
      </Td>
    </Tr>
  );
}
