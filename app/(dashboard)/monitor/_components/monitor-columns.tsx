import Link from "next/link";
import type { ReactNode } from "react";
import { DurationText } from "@/components/runs/duration-text";
import { InstantText } from "@/components/runs/instant-text";
import { StateStrip } from "@/components/runs/state-strip";
import { WhyLine } from "@/components/runs/why-line";
import { placeWords, toDate, toTransitionViews } from "../../_lib/run-view";
import { RunDelay } from "../../runs/_components/run-delay";
import type { MonitorRow } from "../monitor-page";

export type ColumnId =
  | "why"
  | "strip"
  | "definition"
  | "kind"
  | "queue"
  | "priority"
  | "chain"
  | "server"
  | "submitted"
  | "planned"
  | "started"
  | "ended"
  | "duration"
  | "delay"
  | "code"
  | "user"
  | "restartOf"
  | "tenant";

export type MonitorColumn = {
  id: ColumnId;
  head: string;
  /** What the head alone does not say. */
  title?: string;
  numeric?: boolean;
  mono?: boolean;
  className?: string;
  cell: (row: MonitorRow) => ReactNode;
};

/** Every column besides state and name, in the order they are shown. */
export const COLUMNS: readonly MonitorColumn[] = [
  {
    id: "why",
    head: "Why",
    title: "Why the run is where it is",
    className: "w-full max-w-0 min-w-52",
    cell: (row) => (
      <WhyLine compact state={row.state} text={row.explanation} className="max-w-full" />
    ),
  },
  {
    id: "strip",
    head: "States",
    title: "How long it stayed in which state",
    cell: (row) => <StateStrip transitions={toTransitionViews(row.strip, row)} className="w-24" />,
  },
  {
    id: "definition",
    head: "Definition",
    className: "max-w-56 truncate",
    cell: (row) => row.definition,
  },
  { id: "kind", head: "Kind", cell: (row) => <span className="text-ink-muted">{row.kind}</span> },
  { id: "queue", head: "Queue", cell: (row) => row.queue },
  { id: "priority", head: "Priority", numeric: true, mono: true, cell: (row) => row.priority },
  {
    id: "chain",
    head: "In chain",
    title: "Its step and call in the chain it is part of",
    className: "max-w-56 truncate",
    cell: (row) => (row.step === null ? <None /> : placeWords(row)),
  },
  {
    id: "server",
    head: "Server",
    className: "max-w-40 truncate",
    cell: (row) => row.server ?? <None />,
  },
  {
    id: "submitted",
    head: "Submitted",
    mono: true,
    cell: (row) => <InstantText at={toDate(row.submittedAt)} />,
  },
  {
    id: "planned",
    head: "Planned",
    title: "When it is, or was, to start",
    mono: true,
    cell: (row) => <InstantText at={toDate(row.plannedAt ?? row.startAt)} />,
  },
  {
    id: "started",
    head: "Started",
    mono: true,
    cell: (row) => <InstantText at={toDate(row.startedAt)} />,
  },
  {
    id: "ended",
    head: "Ended",
    mono: true,
    cell: (row) => <InstantText at={toDate(row.endedAt)} />,
  },
  {
    id: "duration",
    head: "Duration",
    numeric: true,
    mono: true,
    cell: (row) => <RunDuration row={row} />,
  },
  {
    id: "delay",
    head: "Delay",
    title: "From the planned start to the start",
    numeric: true,
    mono: true,
    cell: (row) => <RunDelay run={row} />,
  },
  {
    id: "code",
    head: "Code",
    title: "HTTP status or return code",
    numeric: true,
    mono: true,
    cell: (row) => row.httpStatus ?? row.returnCode ?? <None />,
  },
  {
    id: "user",
    head: "Submitted by",
    className: "max-w-40 truncate",
    cell: (row) => row.submittedBy,
  },
  {
    id: "restartOf",
    head: "Restart of",
    cell: (row) =>
      row.restartOf === null ? (
        <None />
      ) : (
        <Link
          href={`/runs/${row.restartOf}`}
          className="text-accent-text underline underline-offset-2"
        >
          Run
        </Link>
      ),
  },
  { id: "tenant", head: "Tenant", className: "max-w-40 truncate", cell: (row) => row.tenant },
];

export const DEFAULT_COLUMNS: readonly ColumnId[] = [
  "why",
  "strip",
  "planned",
  "started",
  "duration",
  "delay",
  "code",
];

function None() {
  return <span className="text-ink-faint">–</span>;
}

export function RunDuration({ row }: { row: Pick<MonitorRow, "startedAt" | "endedAt"> }) {
  const startedAt = toDate(row.startedAt);
  return startedAt === null ? (
    <None />
  ) : (
    <DurationText from={startedAt} until={toDate(row.endedAt)} />
  );
}
