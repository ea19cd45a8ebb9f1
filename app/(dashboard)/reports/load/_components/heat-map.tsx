import Link from "next/link";
import { monitorHref } from "@/app/(dashboard)/monitor/search-params";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { LoadCell, LoadRow } from "@/lib/domain/report/load-table";
import { formatDuration } from "@/lib/format/format-duration";
import { formatCompact, formatCount, formatPercent } from "@/lib/format/format-number";
import type { LoadReport } from "@/lib/queries/reports/load-report";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The busiest field; more colour would take the contrast from its figure. */
const MOST_COLOUR = 40;

type HeatMapProps = { report: LoadReport; rowWord: string; now: Date };

/** The load as a table whose fields are tinted by their slot time, so that picture and figures are one. */
export function HeatMap({ report, rowWord, now }: HeatMapProps) {
  const busiest = Math.max(
    1,
    ...report.rows.flatMap((row) => row.cells.map((cell) => cell.busyMs)),
  );
  return (
    <Table
      caption={`Slot minutes and most runs at one moment by ${rowWord.toLowerCase()} and time, ${formatCount(report.rows.length, "row")}`}
      className="text-xs"
    >
      <thead>
        <tr>
          <Th className="sticky left-0 z-10">{rowWord}</Th>
          {report.columns.map((column) => (
            <Th key={column.key} numeric title={column.key}>
              {column.label}
            </Th>
          ))}
          <Th numeric>All</Th>
        </tr>
      </thead>
      <tbody>
        {report.rows.map((row) => (
          <Tr key={row.key}>
            <th
              scope="row"
              className="sticky left-0 z-10 max-w-40 truncate bg-surface px-3 text-left font-medium"
              title={row.label}
            >
              {row.label}
            </th>
            {row.cells.map((cell, index) => {
              const column = report.columns[index];
              if (column === undefined) return null;
              const href = hrefOf(report, { row, cell, now });
              const title = wordsOf(cell, { row, column: column.key, slots: slotsOf(report, row) });
              return (
                <Td
                  key={column.key}
                  numeric
                  className="p-0"
                  style={{ backgroundColor: tintOf(cell.busyMs / busiest) }}
                >
                  <Figure cell={cell} href={href} title={title} />
                </Td>
              );
            })}
            <Td numeric className="font-medium">
              {minutes(row.total.busyMs)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Figure({ cell, href, title }: { cell: LoadCell; href: string | null; title: string }) {
  if (cell.busyMs === 0 && cell.runs === 0) return <span className="px-2 text-ink-faint">–</span>;
  const content = (
    <>
      <span aria-hidden="true">{minutes(cell.busyMs)}</span>
      {cell.peak !== null && (
        <span aria-hidden="true" className="block text-[0.6875rem] leading-3">
          {formatCompact(cell.peak)}
        </span>
      )}
      <span className="sr-only">{title}</span>
    </>
  );
  const classes = "block min-h-8 px-2 py-0.5";
  if (href === null)
    return (
      <span title={title} className={classes}>
        {content}
      </span>
    );
  return (
    <Link href={href} title={title} prefetch={false} className={`${classes} hover:underline`}>
      {content}
    </Link>
  );
}

function minutes(ms: number): string {
  if (ms === 0) return "0";
  return ms < MINUTE_MS ? "<1" : formatCompact(Math.round(ms / MINUTE_MS));
}

function tintOf(share: number): string | undefined {
  if (share <= 0) return undefined;
  const percent = Math.max(4, Math.round(share * MOST_COLOUR));
  return `color-mix(in oklab, var(--accent) ${percent}%, transparent)`;
}

function slotsOf({ view, slots }: LoadReport, row: LoadRow): number | undefined {
  return view === "servers" ? slots.get(row.key) : undefined;
}

function wordsOf(
  { busyMs, peak, runs, from, until }: LoadCell,
  { row, column, slots }: { row: LoadRow; column: string; slots: number | undefined },
): string {
  const parts = [
    `${row.label}, ${column.replace("T", " ")}: ${formatDuration(busyMs)} of slot time`,
    ...(peak === null ? [] : [`at most ${peak} at once`]),
    formatCount(runs, peak === null ? "end" : "start"),
  ];
  if (slots && from && until) {
    const share = busyMs / (slots * (until.getTime() - from.getTime()));
    parts.push(`${formatPercent(share)} of its ${formatCount(slots, "slot")} now`);
  }
  return parts.join(", ");
}

/** The runs that were under way in the stretch of a field. Those submitted more than a day earlier are not counted either. */
function hrefOf(
  { view }: LoadReport,
  { row, cell, now }: { row: LoadRow; cell: LoadCell; now: Date },
): string | null {
  const { from, until } = cell;
  if (from === null || until === null) return null;
  return monitorHref({
    ...(view === "servers" ? { server: row.key } : {}),
    ...(view === "queues" ? { queue: row.key } : {}),
    from: new Date(from.getTime() - DAY_MS).toISOString(),
    to: until.toISOString(),
    startedTo: until.toISOString(),
    // Of the present hour also those that have not ended.
    ...(until >= now ? {} : { endedFrom: from.toISOString() }),
    level: "calls",
  });
}
