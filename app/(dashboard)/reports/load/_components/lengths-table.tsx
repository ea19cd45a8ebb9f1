import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { LengthSplit } from "@/lib/domain/report/load-hours";
import { formatDuration } from "@/lib/format/format-duration";
import { formatNumber, formatPercent } from "@/lib/format/format-number";
import type { LoadReport } from "@/lib/queries/reports/load-report";

/** How many runs were short and how many long, with the time of each kind; by row where the rows are servers or queues. */
export function LengthsTable({ report, rowWord }: { report: LoadReport; rowWord: string }) {
  const parts = report.rows.flatMap((row) => {
    const split = report.lengths.get(row.key);
    return split === undefined ? [] : [{ key: row.key, label: row.label, split }];
  });
  const all = report.lengths.get("");
  return (
    <Table caption="Runs up to five minutes and longer ones">
      <thead>
        <tr>
          <Th>{parts.length > 0 ? rowWord : "Runs"}</Th>
          <Th numeric>Up to 5 min</Th>
          <Th numeric>Their time</Th>
          <Th numeric>Longer</Th>
          <Th numeric>Their time</Th>
          <Th numeric>Share of time</Th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ key, label, split }) => (
          <LengthRow key={key} label={label} split={split} />
        ))}
        {all !== undefined && <LengthRow label="All" split={all} />}
      </tbody>
    </Table>
  );
}

function LengthRow({ label, split }: { label: string; split: LengthSplit }) {
  const { shortRuns, shortMs, longRuns, longMs } = split;
  const whole = shortMs + longMs;
  return (
    <Tr>
      <th scope="row" className="max-w-60 truncate px-3 text-left font-medium">
        {label}
      </th>
      <Td numeric>{formatNumber(shortRuns)}</Td>
      <Td numeric>{formatDuration(shortMs)}</Td>
      <Td numeric>{formatNumber(longRuns)}</Td>
      <Td numeric>{formatDuration(longMs)}</Td>
      <Td numeric>{whole === 0 ? "–" : formatPercent(longMs / whole)}</Td>
    </Tr>
  );
}
