import { CalendarX2, CircleCheck, Clock, type LucideIcon, MoonStar, TimerOff } from "lucide-react";
import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { GAP_KINDS, type Gap, type GapKind } from "@/lib/domain/report/gaps";
import { formatDuration } from "@/lib/format/format-duration";
import { formatCount } from "@/lib/format/format-number";
import type { GapsReport } from "@/lib/queries/reports/gaps-report";
import { ReportNotes } from "../../_period/report-notes";

const KIND: Record<GapKind, { title: string; icon: LucideIcon; description: string }> = {
  waiting: {
    title: "Cannot start",
    icon: TimerOff,
    description:
      "Runs that missed their time, or whose time never comes: release, edit or cancel them",
  },
  missed: {
    title: "Missed ticks",
    icon: CalendarX2,
    description: "Planned times that became no run",
  },
  late: {
    title: "Late starts",
    icon: Clock,
    description: "Planned starts that began after their limit",
  },
  silent: {
    title: "Silent jobs",
    icon: MoonStar,
    description: "Active jobs that pause for longer than usual and than ever in four weeks",
  },
};

/** Everything that is missing, a card for each kind that has something. */
export function GapsView({ report }: { report: GapsReport }) {
  return (
    <>
      <ReportNotes notes={report.notes} />
      {report.items.length === 0 ? (
        <Card>
          <EmptyState
            icon={<CircleCheck />}
            title="Nothing is missing"
            description="Every tick of this time became a run, none began late, and no job is silent for longer than usual."
          />
        </Card>
      ) : (
        <div className="grid gap-4">
          {GAP_KINDS.map((kind) => {
            const gaps = report.items.filter((gap) => gap.kind === kind);
            return gaps.length === 0 ? null : <GapCard key={kind} kind={kind} gaps={gaps} />;
          })}
        </div>
      )}
    </>
  );
}

function GapCard({ kind, gaps }: { kind: GapKind; gaps: readonly Gap[] }) {
  const { title, icon: Icon, description } = KIND[kind];
  return (
    <Card
      flush
      title={
        <span className="inline-flex items-center gap-1.5">
          <Icon aria-hidden="true" className="size-4 text-ink-muted" />
          {title}
          <span className="font-normal text-ink-muted">{gaps.length}</span>
        </span>
      }
      description={description}
    >
      <Table caption={`${title}, ${formatCount(gaps.length, "entry", "entries")}`}>
        <thead>
          <tr>
            <Th>Job</Th>
            <Th>{kind === "silent" ? "Expected by" : "Planned"}</Th>
            <Th numeric>Behind</Th>
            <Th>Why</Th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <GapRow key={`${gap.definitionId} ${gap.run} ${gap.plannedAt?.getTime()}`} gap={gap} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function GapRow({ gap }: { gap: Gap }) {
  const { definition, definitionId, schedule, run, plannedAt, until, lateMs, text, kind } = gap;
  return (
    <Tr>
      <Td className="max-w-60">
        <Link
          href={`/definitions/${definitionId}`}
          className="font-medium hover:underline wrap-anywhere"
        >
          {definition}
        </Link>
      </Td>
      <Td mono>
        <InstantText at={plannedAt} />
        {kind === "missed" && until !== null && gap.ticks > 1 && (
          <>
            {" "}
            to <InstantText at={until} />
          </>
        )}
      </Td>
      <Td numeric className="text-danger-text">
        {lateMs === null ? "–" : formatDuration(lateMs)}
      </Td>
      <Td className="min-w-60 py-1">
        {text}{" "}
        <span className="inline-flex gap-2 text-xs">
          {run !== null && (
            <Link href={`/runs/${run}`} className="text-accent-text underline underline-offset-2">
              Run
            </Link>
          )}
          {schedule !== null && (
            <Link
              href={`/schedules/${schedule}`}
              className="text-accent-text underline underline-offset-2"
            >
              Schedule
            </Link>
          )}
        </span>
      </Td>
    </Tr>
  );
}
