import Link from "next/link";
import { DurationText } from "@/components/runs/duration-text";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { StateStrip } from "@/components/runs/state-strip";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { formatCount } from "@/lib/format/format-number";
import type { RecentRun } from "@/lib/queries/definitions/list-recent-runs";
import type { KeysetPage } from "@/lib/queries/keyset-page";
import { monitorHref } from "../../../monitor/search-params";

type OtherRunsProps = { currentId: string; definition: string; page: KeysetPage<RecentRun> };

/** The latest runs of the same definition, this one marked: is it always like this? */
export function OtherRuns({ currentId, definition, page }: OtherRunsProps) {
  return (
    <Card
      flush
      title="Latest runs of this definition"
      actions={
        <Link href={monitorHref({ definition })} className={buttonClass({ size: "sm" })}>
          All in the monitor
        </Link>
      }
    >
      <Table caption={`${formatCount(page.items.length, "run")} of ${definition}, newest first`}>
        <thead>
          <tr>
            <Th>State</Th>
            <Th>Number</Th>
            <Th>States over time</Th>
            <Th>Start time</Th>
            <Th numeric>Duration</Th>
            <Th numeric className="max-sm:hidden">
              HTTP
            </Th>
            <Th className="max-md:hidden">Submitted by</Th>
          </tr>
        </thead>
        <tbody>
          {page.items.map((run) => (
            <Tr key={run.id} className={run.id === currentId ? "bg-selection/40" : undefined}>
              <Td className="whitespace-nowrap">
                <RunStateBadge state={run.state} />
              </Td>
              <Td mono>
                {run.id === currentId ? (
                  <span aria-current="page">{run.jobCount}</span>
                ) : (
                  <Link
                    href={`/runs/${run.id}`}
                    className="text-accent-text underline underline-offset-2"
                  >
                    {run.jobCount}
                  </Link>
                )}
              </Td>
              <Td>
                <StateStrip transitions={run.transitions} className="w-40 max-sm:w-16" />
              </Td>
              <Td mono>
                <InstantText at={run.plannedAt ?? run.startAt} />
              </Td>
              <Td numeric mono>
                {run.startedAt === null ? (
                  "–"
                ) : (
                  <DurationText from={run.startedAt} until={run.endedAt} />
                )}
              </Td>
              <Td numeric mono className="max-sm:hidden">
                {run.httpStatus ?? "–"}
              </Td>
              <Td className="max-w-52 truncate text-ink-muted max-md:hidden">{run.submittedBy}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
