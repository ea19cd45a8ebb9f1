import { CalendarOff, CircleCheck, ServerOff } from "lucide-react";
import Link from "next/link";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { DeactivatedSchedule, ServerItem } from "@/lib/domain/run/overview";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { formatCount } from "@/lib/format/format-number";
import { monitorHref } from "../monitor/search-params";
import type { OverviewData } from "../overview-data";
import { AttentionLine } from "./attention-line";
import { AttentionMark } from "./attention-mark";
import { FailureLine } from "./failure-line";

const GROUPS_SHOWN = 8;

/** What somebody should look at, the gravest kind first; each line says why and leads there. */
export function AttentionList({ data }: { data: OverviewData }) {
  const lost = data.servers.filter((server) => server.state === "lost");
  const failures = data.failures.slice(0, GROUPS_SHOWN);
  const held = data.live.Held ?? 0;
  const count =
    held +
    lost.length +
    data.asking.length +
    data.failures.length +
    data.blocked.length +
    data.deactivated.length +
    data.stuck.length;
  return (
    <Card
      flush
      title="Needs attention"
      description={data.restarted > 0 ? restartedWords(data.restarted) : undefined}
      actions={
        <>
          <Link
            href="/reports/gaps"
            className="text-xs text-accent-text underline underline-offset-2"
          >
            Gaps
          </Link>
          {data.failures.length > 0 && (
            <Link
              href={monitorHref({ state: ["Error", "Unknown"], from: "now-24h" })}
              className="text-xs text-accent-text underline underline-offset-2"
            >
              All failures of 24 h
            </Link>
          )}
        </>
      }
    >
      {count === 0 ? (
        <EmptyState
          className="py-8"
          icon={<CircleCheck />}
          title="Nothing needs attention"
          description={
            data.restarted > 0
              ? "Every run that failed in 24 hours was started again, none waits for long, and no schedule was switched off."
              : "No run has failed in 24 hours, none waits for long, and no schedule was switched off."
          }
        />
      ) : (
        <ul className="divide-y divide-line">
          {lost.map((server) => (
            <LostServer key={server.id} server={server} />
          ))}
          {data.asking.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
          {data.openMessages > data.asking.length && (
            <MoreQuestions count={data.openMessages - data.asking.length} />
          )}
          {failures.map((group) => (
            <FailureLine key={group.latest.id} group={group} isLowerBound={data.hasMoreFailures} />
          ))}
          {data.failures.length > failures.length && (
            <MoreFailures groups={data.failures.length - failures.length} />
          )}
          {data.blocked.map((run) => (
            <RunLine key={run.id} run={run} />
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

function restartedWords(count: number): string {
  return `${formatCount(count, "failed run")} of 24 h ${count === 1 ? "was" : "were"} started again and ${count === 1 ? "is" : "are"} not listed`;
}

const LINK = "font-medium hover:underline wrap-anywhere";

function MoreQuestions({ count }: { count: number }) {
  return (
    <AttentionLine
      mark={<RunStateBadge state="Console" size="sm" />}
      title={
        <Link href="/messages" className={LINK}>
          {formatCount(count, "further question")}
        </Link>
      }
      why="Operator messages that wait for a reply."
    />
  );
}

function MoreFailures({ groups }: { groups: number }) {
  return (
    <AttentionLine
      mark={<RunStateBadge state="Error" size="sm" />}
      title={
        <Link href={monitorHref({ state: ["Error", "Unknown"], from: "now-24h" })} className={LINK}>
          {formatCount(groups, "further job")}
        </Link>
      }
      why="Failed in the last 24 hours and were not started again."
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
        <Link href={monitorHref({ state: ["Held"] })} className={LINK}>
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
