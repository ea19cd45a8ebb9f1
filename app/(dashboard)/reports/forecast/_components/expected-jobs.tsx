import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { formatDuration } from "@/lib/format/format-duration";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import type { ExpectedJob } from "@/lib/queries/reports/forecast-report";

const SHOWN = 200;

/** What each schedule is expected to start, the first start first. */
export function ExpectedJobs({ jobs }: { jobs: readonly ExpectedJob[] }) {
  const shown = jobs.slice(0, SHOWN);
  return (
    <Card flush title="Jobs" description="By first start">
      <Table caption={`Expected starts by schedule, ${formatCount(shown.length, "schedule")}`}>
        <thead>
          <tr>
            <Th>Job</Th>
            <Th className="max-md:hidden">When</Th>
            <Th>First</Th>
            <Th className="max-sm:hidden">Last</Th>
            <Th numeric>Starts</Th>
            <Th numeric>Usually takes</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((job) => (
            <Tr key={job.schedule}>
              <Td className="max-w-60 truncate">
                <Link
                  href={`/definitions/${job.definitionId}`}
                  className="font-medium hover:underline"
                >
                  {job.definition}
                </Link>
              </Td>
              <Td className="max-w-80 truncate text-ink-muted max-md:hidden">
                <Link
                  href={`/schedules/${job.schedule}`}
                  className="hover:underline"
                  title={job.text}
                >
                  {job.text}
                </Link>
              </Td>
              <Td mono>
                <InstantText at={job.firstAt} />
              </Td>
              <Td mono className="max-sm:hidden">
                {job.starts > 1 && <InstantText at={job.lastAt} />}
              </Td>
              <Td numeric>{formatNumber(job.starts)}</Td>
              <Td numeric className="text-ink-muted">
                {job.meanDurationMs === null ? "not known" : formatDuration(job.meanDurationMs)}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {jobs.length > shown.length && (
        <p className="border-t border-line px-3 py-1.5 text-xs text-ink-muted">
          and {formatCount(jobs.length - shown.length, "further schedule")}
        </p>
      )}
    </Card>
  );
}
