"use client";

import { useNow } from "@/components/layout/now-provider";
import { DurationText } from "@/components/runs/duration-text";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { toDate } from "../../_lib/run-view";

type DelayedRun = Pick<RunListItem, "plannedAt" | "startAt" | "startedAt" | "endedAt">;

/** From the planned start to the start; it grows while a run that is due waits. */
export function RunDelay({ run }: { run: DelayedRun }) {
  const dueAt = toDate(run.plannedAt ?? run.startAt);
  const startedAt = toDate(run.startedAt);
  if (startedAt !== null)
    return <DurationText ms={Math.max(0, startedAt.getTime() - dueAt.getTime())} />;
  // What ended without a start was never delayed: it did not take place.
  return run.endedAt === null ? (
    <GrowingDelay dueAt={dueAt} />
  ) : (
    <span className="text-ink-faint">–</span>
  );
}

function GrowingDelay({ dueAt }: { dueAt: Date }) {
  const now = useNow(1000);
  if (dueAt > now) return <span className="text-ink-faint">–</span>;
  return <DurationText from={dueAt} until={null} className="text-[var(--tone-waiting-ink)]" />;
}
