import Link from "next/link";
import type { ReactNode } from "react";
import { DurationText } from "@/components/runs/duration-text";
import { InstantText } from "@/components/runs/instant-text";
import { StateStrip } from "@/components/runs/state-strip";
import { WhyLine } from "@/components/runs/why-line";
import { placeWords, toDate, toTransitionViews } from "../../_lib/run-view";
import { RunDelay } from "../../runs/_components/run-delay";
import type { ColumnId } from "../monitor-layout";
import type { MonitorRow } from "../monitor-page";
import type { ColumnSort } from "../sort-orders";

/** What a cell is drawn with besides its row. */
export type CellSurroundings = {
  /** Milliseconds the full width of a strip stands for. */
  stripScaleMs: number | null;
};

export type MonitorColumn = {
  id: ColumnId;
  head: string;
  /** What the head alone does not say. */
  title?: string;
  numeric?: boolean;
  mono?: boolean;
  /** Pixels, unless the reader has given it others; the one without takes the room that is left. */
  width?: number;
  /** The order it stands for, when the list can be put in it. */
  sort?: ColumnSort;
  cell: (row: MonitorRow, surroundings: CellSurroundings) => ReactNode;
};

/** Every column besides state and name, in the order they are shown. */
export const COLUMNS: readonly MonitorColumn[] = [
  {
    id: "why",
    head: "Why",
    title: "Why the run is where it is",
    cell: (row) => (
      <WhyLine compact state={row.state} text={row.explanation} className="max-w-full" />
    ),
  },
  {
    id: "strip",
    head: "States",
    title: "How long it stayed in which state",
    width: 128,
    cell: (row, { stripScaleMs }) => (
      <StateStrip
        transitions={toTransitionViews(row.strip, row)}
        scaleMs={stripScaleMs}
        className="w-full"
      />
    ),
  },
  {
    id: "definition",
    width: 180,
    head: "Definition",
    cell: (row) => <Text text={row.definition} />,
  },
  {
    id: "kind",
    width: 84,
    head: "Kind",
    cell: (row) => <span className="text-ink-muted">{row.kind}</span>,
  },
  { id: "queue", width: 130, head: "Queue", cell: (row) => <Text text={row.queue} /> },
  {
    id: "priority",
    width: 72,
    head: "Priority",
    numeric: true,
    mono: true,
    cell: (row) => row.priority,
  },
  {
    id: "chain",
    width: 200,
    head: "In chain",
    title: "Its step and call in the chain it is part of",
    cell: (row) => (row.step === null ? <None /> : <Text text={placeWords(row)} />),
  },
  {
    id: "server",
    width: 150,
    head: "Server",
    cell: (row) => (row.server === null ? <None /> : <Text text={row.server} />),
  },
  {
    id: "submitted",
    sort: "submitted",
    width: 150,
    head: "Submitted",
    mono: true,
    cell: (row) => <InstantText at={toDate(row.submittedAt)} />,
  },
  {
    id: "planned",
    width: 150,
    head: "Planned",
    title: "When it is, or was, to start",
    mono: true,
    cell: (row) => <InstantText at={toDate(row.plannedAt ?? row.startAt)} />,
  },
  {
    id: "started",
    sort: "started",
    width: 150,
    head: "Started",
    mono: true,
    cell: (row) => <InstantText at={toDate(row.startedAt)} />,
  },
  {
    id: "ended",
    sort: "ended",
    width: 150,
    head: "Ended",
    mono: true,
    cell: (row) => <InstantText at={toDate(row.endedAt)} />,
  },
  {
    id: "duration",
    sort: "duration",
    width: 96,
    head: "Duration",
    numeric: true,
    mono: true,
    cell: (row) => <RunDuration row={row} />,
  },
  {
    id: "delay",
    sort: "delay",
    width: 88,
    head: "Delay",
    title: "From the planned start to the start",
    numeric: true,
    mono: true,
    cell: (row) => <RunDelay run={row} />,
  },
  {
    id: "code",
    width: 64,
    head: "Code",
    title: "HTTP status or return code",
    numeric: true,
    mono: true,
    cell: (row) => row.httpStatus ?? row.returnCode ?? <None />,
  },
  {
    id: "user",
    width: 140,
    head: "Submitted by",
    cell: (row) => <Text text={row.submittedBy} />,
  },
  {
    id: "restartOf",
    width: 88,
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
  {
    id: "tenant",
    width: 140,
    head: "Tenant",
    cell: (row) => <Text text={row.tenant} />,
  },
];

/** A text that may be cut off; the whole of it on hover. */
function Text({ text }: { text: string }) {
  return (
    <span title={text} className="block truncate">
      {text}
    </span>
  );
}

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
