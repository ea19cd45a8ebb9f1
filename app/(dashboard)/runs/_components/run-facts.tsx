import Link from "next/link";
import type { ReactNode } from "react";
import { DurationText } from "@/components/runs/duration-text";
import { InstantText } from "@/components/runs/instant-text";
import { ScheduleWords } from "@/components/runs/schedule-words";
import { CopyButton } from "@/components/ui/copy-button";
import type { RelatedRun, RunDetail, RunRelations } from "@/lib/domain/run/run-item";
import { BACKGROUND_JOB_WORD } from "@/lib/domain/run/vocabularies";
import { placeWords, runLabel, toDate } from "../../_lib/run-view";
import { monitorHref } from "../../monitor/search-params";
import { RunDelay } from "./run-delay";

type Fact = { label: string; value: ReactNode; mono?: boolean; wide?: boolean };

const LINK = "text-accent-text underline underline-offset-2";

/** What is known of a run, as labels with values; what does not apply is left out. */
export function runFacts(run: RunDetail, relations: RunRelations): Fact[] {
  return [
    ...originFacts(run),
    ...relationFacts(run, relations),
    ...timeFacts(run),
    ...workFacts(run),
  ];
}

function relationFacts(run: RunDetail, relations: RunRelations): Fact[] {
  const facts: Fact[] = [];
  const above = relations.ancestors.at(-1);
  if (above !== undefined) {
    facts.push({
      label: run.role === "step" ? "Step of" : "Call of",
      value: (
        <>
          <RunLink run={above} /> <span className="text-ink-muted">{placeWords(run)}</span>
        </>
      ),
    });
  }
  const { restartOf, restartedAs, resultOf } = relations;
  if (run.restartOf !== null) {
    facts.push({ label: "Restart of", value: restartOf ? <RunLink run={restartOf} /> : "deleted" });
  }
  if (restartedAs !== null) {
    facts.push({ label: "Restarted as", value: <RunLink run={restartedAs} /> });
  }
  if (resultOf !== null) facts.push({ label: "Result of", value: <RunLink run={resultOf} /> });
  return facts;
}

function RunLink({ run }: { run: RelatedRun }) {
  return (
    <Link href={`/runs/${run.id}`} className={LINK}>
      {runLabel(run)}
    </Link>
  );
}

function originFacts(run: RunDetail): Fact[] {
  const facts: Fact[] = [
    {
      label: "Definition",
      value:
        run.jobId === null ? (
          `${run.definition} (deleted)`
        ) : (
          <Link href={`/definitions/${run.definitionId}`} className={LINK}>
            {run.definition}
          </Link>
        ),
    },
  ];
  if (run.schedule !== null) facts.push({ label: "Schedule", value: <ScheduleFact run={run} /> });
  facts.push({ label: "Submitted by", value: run.submittedBy });
  return facts;
}

/** The full instant; breaks in a narrow column. */
function FullInstant({ at }: { at: Date | null }) {
  return <InstantText form="full" at={at} className="whitespace-normal" />;
}

function ScheduleFact({ run }: { run: RunDetail }) {
  if (run.scheduleText === null) return "deleted";
  return (
    <>
      <Link href={`/schedules/${run.schedule}`} className={LINK}>
        {run.scheduleName ?? "Schedule"}
      </Link>{" "}
      <Link
        href={monitorHref({ scheduleId: run.schedule ?? "" })}
        className="text-xs text-ink-muted underline underline-offset-2"
      >
        its runs
      </Link>
      <ScheduleWords compact text={run.scheduleText} className="flex text-ink-muted" />
    </>
  );
}

function timeFacts(run: RunDetail): Fact[] {
  const startedAt = toDate(run.startedAt);
  const facts: Fact[] = [
    { label: "Submitted", value: <FullInstant at={toDate(run.submittedAt)} />, mono: true },
    {
      label: run.plannedAt === null ? "Start time" : "Planned",
      value: <FullInstant at={toDate(run.plannedAt ?? run.startAt)} />,
      mono: true,
    },
    { label: "Started", value: <FullInstant at={startedAt} />, mono: true },
    { label: "Ended", value: <FullInstant at={toDate(run.endedAt)} />, mono: true },
    { label: "Delay", value: <RunDelay run={run} />, mono: true },
    {
      label: "Duration",
      value: startedAt && <DurationText from={startedAt} until={toDate(run.endedAt)} />,
      mono: true,
    },
  ];
  if (run.deadlineAt !== null && run.endedAt === null) {
    facts.push({
      label: "Callback until",
      value: <FullInstant at={toDate(run.deadlineAt)} />,
      mono: true,
    });
  }
  return facts;
}

function workFacts(run: RunDetail): Fact[] {
  const { backgroundJob, schedulingApi } = run.vocabularies;
  const facts: Fact[] = [
    { label: "Process server", value: run.server },
    { label: "Queue", value: run.queue },
    { label: "Priority", value: run.priority },
    { label: "Attempt", value: run.attempt },
  ];
  if (run.httpStatus !== null)
    facts.push({ label: "HTTP status", value: run.httpStatus, mono: true });
  if (run.returnCode !== null)
    facts.push({ label: "Return code", value: run.returnCode, mono: true });
  facts.push(
    { label: "Tenant", value: run.tenant },
    { label: "Background job", value: `${backgroundJob} ${BACKGROUND_JOB_WORD[backgroundJob]}` },
    { label: "Scheduling API", value: `${schedulingApi.runStatus} / ${schedulingApi.runState}` },
    {
      label: "Id",
      value: (
        <span className="inline-flex max-w-full items-center gap-1">
          <span className="wrap-anywhere">{run.id}</span>
          <CopyButton text={run.id} label="Copy the run id" />
        </span>
      ),
      mono: true,
    },
  );
  return facts;
}
