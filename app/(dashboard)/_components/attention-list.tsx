import { CalendarOff, CircleCheck, ServerOff } from "lucide-react";
import Link from "next/link";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { DeactivatedSchedule, ServerItem } from "@/lib/domain/run/overview";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { formatCount } from "@/lib/format/format-number";
import type { FailureGroup } from "../failure-groups";
import { monitorHref } from "../monitor/search-params";
import type { OverviewData } from "../overview-data";
import { AttentionLine } from "./attention-line";
import { AttentionMark } from "./attention-mark";

const GROUPS_SHOWN = 8;

/** What somebody should look at, the gravest kind first; each line says why and leads there. */
export function AttentionList({ data }: { data: OverviewData }) {
  const lost = data.servers.filter((server) => server.state === "lost");
  const asking = data.attention.filter((run) => !["Error", "Unknown"].includes(run.state));
  const failures = data.failures.slice(0, GROUPS_SHOWN);
  const held = data.live.Held ?? 0;
  const count =
    held +
    lost.length +
    asking.length +
    data.failures.length +
    data.deactivated.length +
    data.stuck.length;
  return (
    <Card
      flush
      title="Needs attention"
      actions={
        data.failures.length > 0 && (
          <Link
            href={monitorHref({ states: ["Error", "Unknown"], from: "now-24h" })}
            className="text-xs text-accent-text underline underline-offset-2"
          >
            All failures of 24 h
          </Link>
        )
      }
    >
      {count === 0 ? (
        <EmptyState
          className="py-8"
          icon={<CircleCheck />}
          title="Nothing needs attention"
          description="No run has failed in 24 hours, none waits for long, and no schedule was switched off."
        />
      ) : (
        <ul className="divide-y divide-line">
          {lost.map((server) => (
            <LostServer key={server.id} server={server} />
          ))}
          {asking.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
          {failures.map((group) => (
            <FailureLine key={group.latest.id} group={group} isLowerBound={data.hasMoreFailures} />
          ))}
          {data.stuck.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
          {held > 0 && <HeldLine count={held} />}
          {data.deactivated.map((entry) => (
            <Deactivated key={`${entry.at} ${entry.schedule}`} entry={entry} />
          ))}
        </ul>
      )}
    </Card>
  );
}

const LINK = "font-medium hover:underline wrap-anywhere";

function FailureLine({ group, isLowerBound }: { group: FailureGroup; isLowerBound: boolean }) {
  const { latest, count } = group;
  const filter = { definition: latest.definition, states: [latest.state], from: "now-24h" };
  return (
    <AttentionLine
      mark={<RunStateBadge state={latest.state} size="sm" />}
      title={
        <Link href={`/runs/${latest.id}`} className={LINK}>
          {latest.definition}
        </Link>
      }
      extra={
        count > 1 && (
          <Link
            href={monitorHref(filter)}
            className="text-xs text-accent-text underline underline-offset-2"
          >
            {isLowerBound ? `at least ${count} times` : `${count} times`} in 24 h
          </Link>
        )
      }
      why={latest.explanation}
      at={latest.endedAt ?? latest.submittedAt}
    />
  );
}

function RunLine({ run }: { run: RunListItem }) {
  return (
    <AttentionLine
      mark={<RunStateBadge state={run.state} size="sm" />}
      title={
        <Link href={`/runs/${run.id}`} className={LINK}>
          {run.definition}
        </Link>
      }
      why={run.explanation}
      at={run.startAt}
    />
  );
}

function HeldLine({ count }: { count: number }) {
  return (
    <AttentionLine
      mark={<RunStateBadge state="Held" size="sm" />}
      title={
        <Link href={monitorHref({ states: ["Held"] })} className={LINK}>
          {formatCount(count, "run")}
        </Link>
      }
      why={count === 1 ? "Waits for somebody to release it." : "Wait for somebody to release them."}
    />
  );
}

function LostServer({ server }: { server: ServerItem }) {
  return (
    <AttentionLine
      mark={<AttentionMark icon={<ServerOff aria-hidden="true" />} word="Server lost" />}
      title={
        <Link href="/servers" className={LINK}>
          {server.name}
        </Link>
      }
      why={`No heartbeat any more; ${formatCount(server.inFlight, "run")} it held ended as Unknown or went back to wait.`}
      at={server.heartbeatAt}
    />
  );
}

function Deactivated({ entry }: { entry: DeactivatedSchedule }) {
  return (
    <AttentionLine
      mark={<AttentionMark icon={<CalendarOff aria-hidden="true" />} word="Switched off" />}
      title={
        <Link
          href={
            entry.schedule === null
              ? `/definitions/${entry.definitionId}`
              : `/schedules/${entry.schedule}`
          }
          className={LINK}
        >
          {entry.definition ?? "A deleted definition"}
        </Link>
      }
      why={entry.text}
      at={entry.at}
    />
  );
}
