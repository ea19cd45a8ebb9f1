import { FileText } from "lucide-react";
import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { type ReportLine, reportPlace } from "@/lib/domain/report/run-log-report";
import { plainLogText } from "@/lib/domain/run/log-text";
import { formatDuration, formatDurationExact } from "@/lib/format/format-duration";
import { formatCount } from "@/lib/format/format-number";

const MAX_INDENT = 8;

/** One page of the report: a run a row, the steps and calls of a chain indented below it. */
export function ReportTable({ lines }: { lines: readonly ReportLine[] }) {
  if (lines.length === 0) {
    return (
      <EmptyState
        icon={<FileText />}
        title="No run fits"
        description="No run that fits was submitted in this period, or it is past its retention. Choose another period, another job or any state."
      />
    );
  }
  return (
    <Table caption={`${formatCount(lines.length, "line")} of the run-log report`}>
      <thead>
        <tr>
          <Th>Job and number</Th>
          <Th>State</Th>
          <Th>Planned</Th>
          <Th>Started</Th>
          <Th>Ended</Th>
          <Th numeric>Delay</Th>
          <Th numeric>Duration</Th>
          <Th numeric>Code</Th>
          <Th numeric>HTTP</Th>
          <Th>Server</Th>
          <Th>User</Th>
          <Th>Restart of</Th>
          <Th>First error</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <ReportRow key={line.run} line={line} />
        ))}
      </tbody>
    </Table>
  );
}

function ReportRow({ line }: { line: ReportLine }) {
  const told = line.firstError ?? (line.state === "Completed" ? null : line.reason);
  const trouble = told === null ? "" : plainLogText(told);
  return (
    <Tr>
      <Td className="whitespace-nowrap">
        <span
          className="inline-block"
          style={{ paddingLeft: `${Math.min(line.depth, MAX_INDENT)}rem` }}
        >
          <Link href={`/runs/${line.run}?tab=log`} className="hover:underline">
            {line.jobName} <span className="font-mono text-xs text-ink-muted">{line.number}</span>
          </Link>
          <span className="ml-2 text-xs text-ink-muted">{reportPlace(line)}</span>
        </span>
      </Td>
      <Td>
        <RunStateBadge state={line.state} />
      </Td>
      <Td>
        <InstantText at={dateOf(line.plannedAt)} />
      </Td>
      <Td>
        <InstantText at={dateOf(line.startedAt)} />
      </Td>
      <Td>
        <InstantText at={dateOf(line.endedAt)} />
      </Td>
      <SpanCell ms={line.delayMs} />
      <SpanCell ms={line.durationMs} />
      <Td numeric>{line.returnCode ?? "–"}</Td>
      <Td numeric>{line.httpStatus ?? "–"}</Td>
      <Td>{line.server ?? "–"}</Td>
      <Td>{line.submittedBy}</Td>
      <Td mono>{line.restartOf ?? "–"}</Td>
      <Td className="max-w-80 truncate" title={trouble}>
        {trouble === "" ? "–" : trouble}
      </Td>
    </Tr>
  );
}

function SpanCell({ ms }: { ms: number | null }) {
  return (
    <Td numeric title={ms === null ? undefined : formatDurationExact(ms)}>
      {ms === null ? "–" : formatDuration(ms)}
    </Td>
  );
}

function dateOf(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso);
}
