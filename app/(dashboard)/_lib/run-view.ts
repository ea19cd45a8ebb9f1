import type { LogLineView } from "@/components/runs/log-lines";
import type { RunListItem, RunTransition } from "@/lib/domain/run/run-item";
import type { LogLine } from "@/lib/domain/run/run-log";
import { type TransitionView, withPresentReason } from "@/lib/domain/run/timeline-segments";

/** An instant that travelled as text. */
export function toDate(iso: string): Date;
export function toDate(iso: string | null): Date | null;
export function toDate(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso);
}

/**
 * State changes as strip, timeline and table take them; the last one with why the run is still there, where it is given.
 */
export function toTransitionViews(
  transitions: readonly RunTransition[],
  present?: Pick<RunListItem, "state" | "reason">,
): readonly TransitionView[] {
  const views = transitions.map(({ at, to, actor, reason }) => ({
    state: to,
    at: new Date(at),
    actor,
    reason,
  }));
  return present === undefined ? views : withPresentReason(views, present);
}

/** Log lines as the log view takes them, numbered from `firstNumber`. */
export function toLogLineViews(lines: readonly LogLine[], firstNumber = 1): LogLineView[] {
  return lines.map((line, index) => ({
    number: firstNumber + index,
    at: new Date(line.at),
    level: line.level === "warn" ? "warning" : line.level,
    text: line.text,
  }));
}

/** How a run is called: `CLOSE_BOOKS / 02140501`. */
export function runLabel(run: Pick<RunListItem, "jobName" | "jobCount">): string {
  return `${run.jobName} / ${run.jobCount}`;
}

/** Where a run stands in its chain: `LOAD › EXTRACT`, with the round of its step where that is not the first. */
export function placeWords({
  step,
  call,
  iteration,
}: Pick<RunListItem, "step" | "call" | "iteration">): string {
  const round = iteration !== null && iteration > 1 ? ` (round ${iteration})` : "";
  return [`${step ?? ""}${round}`, call].filter((part) => part).join(" › ");
}
