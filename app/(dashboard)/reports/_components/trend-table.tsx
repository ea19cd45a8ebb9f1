import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { TrendUnit } from "@/lib/domain/report/report-query";
import type { TrendPoint } from "@/lib/domain/report/trend";
import { formatNumber } from "@/lib/format/format-number";
import { TimeCell } from "./figure-cells";

/** `11-14` for a day, `11-14 02:00` for an hour, in UTC. */
export function trendLabel(at: Date, unit: TrendUnit): string {
  return at
    .toISOString()
    .slice(5, unit === "day" ? 10 : 16)
    .replace("T", " ");
}

type TrendTableProps = { title: string; points: readonly TrendPoint[]; unit: TrendUnit };

/** The points of a course that has runs, as a table. */
export function TrendTable({ title, points, unit }: TrendTableProps) {
  return (
    <details className="mt-1.5">
      <summary className="w-fit rounded-sm pl-16 text-xs text-ink-muted hover:text-ink">
        As a table
      </summary>
      <Table caption={title} boxClassName="mt-1 max-h-80 overflow-y-auto">
        <thead>
          <tr>
            <Th>{unit === "day" ? "Day (UTC)" : "Hour (UTC)"}</Th>
            <Th numeric>Runs</Th>
            <Th numeric>Mean</Th>
            <Th numeric>p95</Th>
            <Th numeric>Longest</Th>
          </tr>
        </thead>
        <tbody>
          {points
            .filter(({ runs }) => runs > 0)
            .map((point) => (
              <Tr key={point.at.toISOString()}>
                <Td>{trendLabel(point.at, unit)}</Td>
                <Td numeric>{formatNumber(point.runs)}</Td>
                <TimeCell ms={point.avgMs} />
                <TimeCell ms={point.p95Ms} />
                <TimeCell ms={point.maxMs} />
              </Tr>
            ))}
        </tbody>
      </Table>
    </details>
  );
}
