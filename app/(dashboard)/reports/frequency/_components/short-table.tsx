import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { Table, Td, Tr } from "@/components/ui/table";
import { type FrequencyState, frequencySearch } from "@/lib/domain/report/report-pages";
import { formatNumber } from "@/lib/format/format-number";
import type { FrequencyPage } from "@/lib/queries/reports/read-frequency";
import { runsHref } from "../../_components/monitor-link";
import { SortHead } from "../../_components/sort-head";

type ShortTableProps = {
  rows: FrequencyPage["items"];
  state: FrequencyState;
  caption: string;
};

/** Name, number of starts and last start: the query of seed 000. */
export function ShortTable({ rows, state, caption }: ShortTableProps) {
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
          <SortHead column="runs" {...head}>
            Count (start)
          </SortHead>
          <SortHead column="lastStart" {...head}>
            Max (start)
          </SortHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={`${row.tenantId} ${row.jobName}`}>
            <Td mono>
              <Link
                href={runsHref(state, { jobName: row.jobName, since: row.firstStart })}
                className="hover:underline"
              >
                {row.jobName}
              </Link>
            </Td>
            <Td numeric>{formatNumber(row.runs)}</Td>
            <Td numeric>
              <InstantText at={row.lastStart} form="full" />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
