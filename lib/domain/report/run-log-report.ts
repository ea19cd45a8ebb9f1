import type { LogLine } from "@/lib/domain/run/run-log";
import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import { successRate } from "@/lib/domain/run/success-rate";
import type { ReportSelection } from "./run-log-selection";

/** Lines of the log of one run that a report repeats at most. */
export const MAX_REPORT_MESSAGES = 200;

/** One run in a report; instants are ISO texts in UTC, spans are milliseconds, null where there is none. */
export interface ReportLine {
  run: string;
  /** 0 for a run that was selected; the steps and calls of a chain are deeper. */
  depth: number;
  tenant: string;
  definition: string;
  jobName: string;
  number: string;
  role: string;
  step: string | null;
  call: string | null;
  /** Which round of its step it stands for; null outside chains. */
  iteration: number | null;
  state: RunState;
  submittedAt: string;
  /** The tick of its schedule, else when it was asked to start. */
  plannedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /** From the planned time to the start; null for a step or call, whose turn is not planned. */
  delayMs: number | null;
  durationMs: number | null;
  returnCode: number | null;
  httpStatus: number | null;
  server: string | null;
  submittedBy: string;
  /** Job name and number of the run it was started again for. */
  restartOf: string | null;
  reason: string | null;
  /** First line of level error of its log, where it did not end well. */
  firstError: string | null;
  /** Lines of its log, where they were asked for, at most {@link MAX_REPORT_MESSAGES}. */
  messages: readonly LogLine[] | null;
  /** The log has more lines than are repeated here. */
  hasMoreMessages: boolean;
}

/** Runs of one state in a selection; of those that started and ended, how long they took. */
export interface StateFigures {
  state: RunState;
  runs: number;
  timed: number;
  durationMs: number;
  maxDurationMs: number;
}

/** The head of a report; the steps and calls below a chain are not counted by themselves. */
export interface ReportSummary {
  runs: number;
  states: { state: RunState; runs: number }[];
  /** Completed ÷ (completed + failed), 0 to 1; null while nothing of either has ended. */
  successRate: number | null;
  totalDurationMs: number;
  /** Null when no run has both started and ended. */
  meanDurationMs: number | null;
  maxDurationMs: number | null;
}

/** What a report is of: its selection, when it was made and by whom, and its figures. */
export interface ReportHead {
  selection: ReportSelection;
  generatedAt: Date;
  generatedBy: string;
  summary: ReportSummary;
}

/** Adds up the figures of the states. */
export function summaryOf(figures: readonly StateFigures[]): ReportSummary {
  const sum = (value: (figure: StateFigures) => number) =>
    figures.reduce((total, figure) => total + value(figure), 0);
  const timed = sum((figure) => figure.timed);
  const totalDurationMs = sum((figure) => figure.durationMs);
  const counts: Partial<Record<RunState, number>> = {};
  for (const { state, runs } of figures) counts[state] = (counts[state] ?? 0) + runs;
  return {
    runs: sum((figure) => figure.runs),
    states: RUN_STATES.flatMap((state) => {
      const runs = counts[state] ?? 0;
      return runs === 0 ? [] : [{ state, runs }];
    }),
    successRate: successRate(counts),
    totalDurationMs,
    meanDurationMs: timed === 0 ? null : Math.round(totalDurationMs / timed),
    maxDurationMs: timed === 0 ? null : Math.max(...figures.map((figure) => figure.maxDurationMs)),
  };
}

/** Milliseconds from one moment to another, never below 0: clocks of two machines may differ. */
export function spanMs(from: Date | null, to: Date | null): number | null {
  return from === null || to === null ? null : Math.max(0, to.getTime() - from.getTime());
}

/** The runs below a chain with their depth, each before its children, siblings in the order given. */
export function indented<T extends { id: string; parentId: string | null }>(
  rootId: string,
  members: readonly T[],
): { member: T; depth: number }[] {
  const children = new Map<string, T[]>();
  for (const member of members) {
    const siblings = children.get(member.parentId ?? "");
    if (siblings) siblings.push(member);
    else children.set(member.parentId ?? "", [member]);
  }
  const found: { member: T; depth: number }[] = [];
  const open = (children.get(rootId) ?? []).map((member) => ({ member, depth: 1 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next);
    const below = children.get(next.member.id) ?? [];
    const depth = next.depth + 1;
    for (const member of below.toReversed()) open.push({ member, depth });
  }
  return found;
}

/** Where a run stands in its chain: `LOAD › EXTRACT (round 2)`; empty outside chains. */
export function reportPlace({ step, call, iteration }: ReportLine): string {
  const round = iteration !== null && iteration > 1 ? ` (round ${iteration})` : "";
  const place = [step, call].filter((part) => part !== null).join(" › ");
  return place === "" ? "" : `${place}${round}`;
}
