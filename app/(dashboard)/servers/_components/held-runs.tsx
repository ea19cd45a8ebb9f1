import Link from "next/link";
import { DurationText } from "@/components/runs/duration-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { WhyLine } from "@/components/runs/why-line";
import { Card } from "@/components/ui/card";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { formatCount } from "@/lib/format/format-number";
import { toDate } from "../../_lib/run-view";

type HeldRunsProps = { title: string; description?: string; runs: readonly RunListItem[] };

/** The runs one server is busy with. */
export function HeldRuns({ title, description, runs }: HeldRunsProps) {
  return (
    <Card flush title={title} description={description ?? formatCount(runs.length, "run")}>
      <Table
        caption={`${title}: ${formatCount(runs.length, "run")}`}
        boxClassName="max-h-96 overflow-y-auto"
      >
        <thead>
          <tr>
            <Th>State</Th>
            <Th>Run</Th>
            <Th className="w-full max-md:hidden">Why</Th>
            <Th numeric>So far</Th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => {
            const startedAt = toDate(run.startedAt);
            return (
              <Tr key={run.id}>
                <Td className="whitespace-nowrap">
                  <RunStateBadge state={run.state} />
                </Td>
                <Td className="whitespace-nowrap">
                  <Link href={`/runs/${run.id}`} className="font-medium hover:underline">
                    {run.jobName}{" "}
                    <span className="font-mono text-xs font-normal text-ink-muted">
                      {run.jobCount}
                    </span>
                  </Link>
                </Td>
                <Td className="w-full max-w-0 max-md:hidden">
                  <WhyLine
                    compact
                    state={run.state}
                    text={run.explanation}
                    className="max-w-full"
                  />
                </Td>
                <Td numeric mono>
                  {startedAt === null ? (
                    "–"
                  ) : (
                    <DurationText from={startedAt} until={toDate(run.endedAt)} />
                  )}
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </Card>
  );
}
