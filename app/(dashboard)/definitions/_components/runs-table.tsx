import Link from "next/link";
import { DurationText } from "@/components/runs/duration-text";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { StateStrip } from "@/components/runs/state-strip";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { formatCount } from "@/lib/format/format-number";
import type { RecentRun } from "@/lib/queries/definitions/list-recent-runs";

/** Runs of one definition or schedule, newest first. */
export function RunsTable({ runs, caption }: { runs: readonly RecentRun[]; caption?: string }) {
  return (
    <Table caption={caption ?? formatCount(runs.length, "run")}>
      <thead>
        <tr>
          <Th>Number</Th>
          <Th>State</Th>
          <Th>History</Th>
          <Th>Planned</Th>
          <Th>Started</Th>
          <Th numeric>Duration</Th>
          <Th numeric>HTTP</Th>
          <Th>By</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Tr key={run.id}>
            <Td mono>
              <Link href={`/runs/${run.id}`} className="text-accent-text hover:underline">
                {run.jobCount}
              </Link>
            </Td>
            <Td>
              <RunStateBadge state={run.state} size="sm" />
            </Td>
            <Td>
              <StateStrip transitions={run.transitions} />
            </Td>
            <Td mono>
              <InstantText at={run.plannedAt ?? run.startAt} />
            </Td>
            <Td mono>
              <InstantText at={run.startedAt} />
            </Td>
            <Td numeric mono>
              {run.startedAt === null ? (
                "–"
              ) : (
                <DurationText from={run.startedAt} until={run.endedAt} />
              )}
            </Td>
            <Td numeric mono>
              {run.httpStatus ?? "–"}
            </Td>
            <Td className="max-w-40 truncate text-ink-muted" title={run.submittedBy}>
              {run.submittedBy}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
