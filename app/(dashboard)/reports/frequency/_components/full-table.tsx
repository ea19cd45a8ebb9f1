import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { FrequencyColumn } from "@/lib/domain/report/frequency-query";
import { type FrequencyState, frequencySearch } from "@/lib/domain/report/report-pages";
import type { StartedStatus } from "@/lib/domain/report/report-query";
import type { RunDay } from "@/lib/domain/report/run-days";
import { BACKGROUND_JOB_WORD } from "@/lib/domain/run/vocabularies";
import { formatNumber } from "@/lib/format/format-number";
import type { FrequencyPage } from "@/lib/queries/reports/read-frequency";
import { RateCell, TimeCell } from "../../_components/figure-cells";
import { runsHref } from "../../_components/monitor-link";
import { RateText } from "../../_components/rate-text";
import { RunDaysBars } from "../../_components/run-days-bars";
import { SortHead } from "../../_components/sort-head";

type Row = FrequencyPage["items"][number] & { days: RunDay[] };
type FullTableProps = {
  rows: readonly Row[];
  state: FrequencyState;
  hasTenant: boolean;
  caption: string;
};

/** Heads of the columns after the name and the bars, in their order. */
const HEADS: readonly [FrequencyColumn, string][] = [
  ["runs", "Runs"],
  ["completed", "Completed"],
  ["cancelled", "Cancelled"],
  ["active", "Active"],
  ["unknown", "Unknown"],
  ["successRate", "Success"],
  ["lastStatus", "Last status"],
  ["lastStart", "Last start"],
  ["lastSuccess", "Last success"],
  ["lastFailure", "Last failure"],
  ["firstStart", "First start"],
  ["runsPerDay", "Runs/day"],
  ["avgIntervalSeconds", "Mean interval"],
  ["avgDurationMs", "Mean duration"],
  ["p95DurationMs", "p95 duration"],
  ["maxDurationMs", "Max duration"],
  ["avgDelayMs", "Mean delay"],
  ["maxDelayMs", "Max delay"],
];

/** All figures of the report, a row per job; every number leads to the runs behind it. */
export function FullTable({ rows, state, hasTenant, caption }: FullTableProps) {
  const head = {
    sort: state.sort,
    hrefOf: (sort: FrequencyState["sort"]) =>
      `/reports/frequency${frequencySearch(state, { sort })}`,
  };
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <SortHead column="jobName" numeric={false} {...head}>
            Job name
          </SortHead>
          {hasTenant && <Th>Tenant</Th>}
          <Th>Last 7 days</Th>
          {HEADS.map(([column, word]) => (
            <SortHead key={column} column={column} {...head}>
              {word}
            </SortHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <FullRow key={`${row.tenantId} ${row.jobName}`} {...{ row, state, hasTenant }} />
        ))}
      </tbody>
    </Table>
  );
}

type FullRowProps = { row: Row; state: FrequencyState; hasTenant: boolean };

function FullRow({ row, state, hasTenant }: FullRowProps) {
  const { jobName, firstStart: since } = row;
  return (
    <Tr>
      <Td mono>
        <Link href={runsHref(state, { jobName, since })} className="hover:underline">
          {jobName}
        </Link>
      </Td>
      {hasTenant && <Td>{row.tenant}</Td>}
      <Td>
        <RunDaysBars jobName={jobName} days={row.days} />
      </Td>
      <Td numeric>{formatNumber(row.runs)}</Td>
      <CountCell row={row} state={state} count={row.completed} status="F" />
      <CountCell row={row} state={state} count={row.cancelled} status="A" />
      <CountCell row={row} state={state} count={row.active} status="R" />
      <CountCell row={row} state={state} count={row.unknown} status="X" />
      <Td numeric>
        <RateText rate={row.successRate} />
      </Td>
      <Td numeric>
        <RunStateBadge state={row.lastState} size="sm" />
      </Td>
      {[row.lastStart, row.lastSuccess, row.lastFailure, row.firstStart].map((at, index) => (
        <Td numeric key={HEADS[index + 7]?.[0]}>
          <InstantText at={at} />
        </Td>
      ))}
      <RateCell value={row.runsPerDay} />
      <TimeCell ms={row.avgIntervalSeconds === null ? null : row.avgIntervalSeconds * 1000} />
      <TimeCell ms={row.avgDurationMs} />
      <TimeCell ms={row.p95DurationMs} />
      <TimeCell ms={row.maxDurationMs} />
      <TimeCell ms={row.avgDelayMs} />
      <TimeCell ms={row.maxDelayMs} />
    </Tr>
  );
}

type CountCellProps = { row: Row; state: FrequencyState; count: number; status: StartedStatus };

function CountCell({ row, state, count, status }: CountCellProps) {
  if (count === 0)
    return (
      <Td numeric className="text-ink-faint">
        0
      </Td>
    );
  const href = runsHref(state, { jobName: row.jobName, since: row.firstStart, status: [status] });
  const label = `${formatNumber(count)} ${BACKGROUND_JOB_WORD[status]}, ${row.jobName}`;
  return (
    <Td numeric>
      <Link href={href} aria-label={label} className="hover:underline">
        {formatNumber(count)}
      </Link>
    </Td>
  );
}
