import Link from "next/link";
import type { ReactNode } from "react";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { Card } from "@/components/ui/card";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { type GateRun, MOST_COUNTED } from "@/lib/domain/native-api/gate-resources";
import { formatCount } from "@/lib/format/format-number";

type GateRunsProps<Run extends GateRun> = {
  title: string;
  runs: readonly Run[];
  /** How many there are altogether; more than are named. */
  total: number;
  /** Stands there while there is none. */
  empty: string;
  /** A column of their own. */
  extra?: { head: string; cell: (run: Run) => ReactNode };
};

/** The runs that wait for a gate, or are in it, each leading to its page. */
export function GateRuns<Run extends GateRun>(props: GateRunsProps<Run>) {
  const { title, runs, total, empty, extra } = props;
  const more = total > runs.length ? `the first ${runs.length} of ${countText(total)}` : undefined;
  return (
    <Card flush title={title} description={more}>
      {runs.length === 0 ? (
        <p className="px-3 py-4 text-sm text-ink-muted">{empty}</p>
      ) : (
        <Table caption={`${title}: ${formatCount(runs.length, "run")}`}>
          <thead>
            <tr>
              <Th>Run</Th>
              <Th>State</Th>
              <Th>Definition</Th>
              {extra && <Th>{extra.head}</Th>}
              <Th numeric>Priority</Th>
              <Th>Start</Th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Tr key={run.run}>
                <Td mono>
                  <RunLink run={run} />
                </Td>
                <Td>
                  <RunStateBadge state={run.state} size="sm" />
                </Td>
                <Td className="max-w-60 truncate" title={run.definition}>
                  {run.definition}
                </Td>
                {extra && <Td>{extra.cell(run)}</Td>}
                <Td numeric mono>
                  {run.priority}
                </Td>
                <Td mono>
                  <InstantText at={new Date(run.startAt)} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

/** Name and number of a run, leading to its page. */
export function RunLink({ run }: { run: Pick<GateRun, "run" | "jobName" | "jobCount"> }) {
  return (
    <Link href={`/runs/${run.run}`} className="whitespace-nowrap text-accent-text hover:underline">
      {run.jobName} / {run.jobCount}
    </Link>
  );
}

/** A count that stops somewhere, as it is read. */
export function countText(count: number): string {
  return count >= MOST_COUNTED ? "more than 10,000 runs" : formatCount(count, "run");
}
