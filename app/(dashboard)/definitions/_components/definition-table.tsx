import Link from "next/link";
import { KindIcon } from "@/components/definitions/kind-icon";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { successRate } from "@/lib/domain/run/success-rate";
import { formatCount, formatPercent } from "@/lib/format/format-number";
import type { DefinitionRow } from "@/lib/queries/definitions/list-definition-rows";
import { type DefinitionListView, definitionHref, definitionListHref } from "../search-params";
import { LatestRuns } from "./latest-runs";

type DefinitionTableProps = { rows: readonly DefinitionRow[]; view: DefinitionListView; now: Date };

/** The definitions with what their schedules and runs are doing. */
export function DefinitionTable({ rows, view, now }: DefinitionTableProps) {
  return (
    <Table caption={formatCount(rows.length, "definition")}>
      <thead>
        <tr>
          <SortTh view={view} sort="name">
            Name
          </SortTh>
          <Th>Last run</Th>
          <Th>Recent runs</Th>
          <Th numeric>Success 24 h</Th>
          <Th>Next run (UTC)</Th>
          <Th>Schedules</Th>
          <Th>Endpoint</Th>
          <Th>Kind</Th>
          <SortTh view={view} sort="number" numeric>
            No.
          </SortTh>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <DefinitionTableRow key={row.id} row={row} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

function DefinitionTableRow({ row, now }: { row: DefinitionRow; now: Date }) {
  const [last] = row.latestRuns;
  const rate = successRate(row.endedByState);
  return (
    <Tr>
      <Td className="max-w-64">
        <span className="flex items-center gap-2">
          <Link
            href={definitionHref(row.id)}
            title={row.description || row.name}
            className="min-w-24 truncate font-medium hover:underline"
          >
            {row.name}
          </Link>
          {!row.active && <Badge>inactive</Badge>}
        </span>
      </Td>
      <Td>
        {last === undefined ? (
          <span className="whitespace-nowrap text-ink-faint">never ran</span>
        ) : (
          <Link href={`/runs/${last.id}`} className="hover:underline">
            <RunStateBadge state={last.state} size="sm" />
          </Link>
        )}
      </Td>
      <Td>
        <LatestRuns runs={row.latestRuns} now={now} />
      </Td>
      <Td numeric>
        {rate === null ? <span className="text-ink-faint">–</span> : formatPercent(rate)}
      </Td>
      <Td mono>
        <InstantText at={row.active ? row.nextRunAt : null} />
      </Td>
      <Td className="whitespace-nowrap">
        {row.scheduleCount === 0 ? (
          <span className="text-ink-faint">none</span>
        ) : (
          <Link href={definitionHref(row.id, { tab: "schedules" })} className="hover:underline">
            {row.activeScheduleCount} active
            {row.activeScheduleCount < row.scheduleCount && (
              <span className="text-ink-muted"> of {row.scheduleCount}</span>
            )}
          </Link>
        )}
      </Td>
      <Td mono className="max-w-52 text-ink-muted 2xl:max-w-96">
        {row.kind === "http" ? (
          <span className="block truncate" title={`${row.httpMethod} ${row.url}`}>
            <span className="text-ink">{row.httpMethod}</span> {row.url}
          </span>
        ) : (
          "–"
        )}
      </Td>
      <Td className="whitespace-nowrap text-ink-muted">
        <span className="inline-flex items-center gap-1.5">
          <KindIcon kind={row.kind} className="size-3.5" />
          {row.kind}
        </span>
      </Td>
      <Td numeric mono className="text-ink-muted">
        {row.jobId}
      </Td>
    </Tr>
  );
}

type SortThProps = {
  view: DefinitionListView;
  sort: DefinitionListView["sort"];
  numeric?: boolean;
  children: string;
};

function SortTh({ view, sort, numeric = false, children }: SortThProps) {
  const isCurrent = view.sort === sort;
  const order = isCurrent && view.order === "asc" ? "desc" : "asc";
  return (
    <Th
      numeric={numeric}
      sort={isCurrent ? (view.order === "asc" ? "ascending" : "descending") : null}
      sortHref={definitionListHref({ ...view, sort, order, cursor: "" })}
    >
      {children}
    </Th>
  );
}
