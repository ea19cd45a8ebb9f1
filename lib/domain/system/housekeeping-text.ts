/** What one round of retention removed. */
export interface RetentionSummary {
  /** Runs of definitions without a retention of their own. */
  oldRuns: number;
  /** Runs of definitions with a retention of their own. */
  runsByOwnRetention: number;
  /** Successful runs of definitions that keep none. */
  unwantedSuccesses: number;
  /** Successful runs of the housekeeping itself. */
  systemRuns: number;
  /** Parts of run logs. */
  logParts: number;
  /** Entries of the action log and the audit. */
  history: number;
}

/** How long things are kept, in days. */
interface KeptDays {
  readonly runs: number;
  readonly runLogs: number;
  readonly history: number;
}

/** What one round of schedule upkeep did. */
export interface UpkeepSummary {
  endTime: number;
  unreachable: number;
  onCompletion: number;
  deletedOneTime: number;
}

/** Nothing removed yet. */
export const NOTHING_REMOVED: RetentionSummary = {
  oldRuns: 0,
  runsByOwnRetention: 0,
  unwantedSuccesses: 0,
  systemRuns: 0,
  logParts: 0,
  history: 0,
};

/** The lines of the run log that say what retention removed. */
export function retentionLines(removed: RetentionSummary, keep: KeptDays): string[] {
  const runs = ["run", "runs"] as const;
  const successes = ["successful run", "successful runs"] as const;
  return linesOr("Nothing was past its retention.", [
    [removed.oldRuns, "Removed", runs, `older than ${days(keep.runs)}`],
    [removed.runsByOwnRetention, "Removed", runs, "older than the retention of their definitions"],
    [removed.unwantedSuccesses, "Removed", successes, "of definitions that keep no successes"],
    [removed.systemRuns, "Removed", successes, "of system jobs older than 1 day"],
    [
      removed.logParts,
      "Removed",
      ["part", "parts"],
      `of run logs older than ${days(keep.runLogs)}`,
    ],
    [
      removed.history,
      "Removed",
      ["entry", "entries"],
      `of action log and audit older than ${days(keep.history)}`,
    ],
  ]);
}

/** The lines of the run log that say what schedule upkeep did. */
export function upkeepLines(done: UpkeepSummary): string[] {
  const schedules = ["schedule", "schedules"] as const;
  const oneTime = ["one-time schedule", "one-time schedules"] as const;
  return linesOr("No schedule needed attention.", [
    [done.endTime, "Deactivated", schedules, "whose end time was reached"],
    [
      done.unreachable,
      "Deactivated",
      schedules,
      "whose endpoint could not be reached for more than 10 days",
    ],
    [done.onCompletion, "Deactivated", oneTime, "with a run that has ended"],
    [done.deletedOneTime, "Deleted", oneTime, "not used for 30 days"],
  ]);
}

type Deed = readonly [
  count: number,
  verb: string,
  noun: readonly [one: string, many: string],
  which: string,
];

/** A sentence for each deed that was done at all, or the one that says there was none. */
function linesOr(nothing: string, deeds: readonly Deed[]): string[] {
  const lines = deeds
    .filter(([count]) => count > 0)
    .map(
      ([count, verb, [one, many], which]) =>
        `${verb} ${count.toLocaleString("en-US")} ${count === 1 ? one : many} ${which}.`,
    );
  return lines.length > 0 ? lines : [nothing];
}

function days(count: number): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? "day" : "days"}`;
}
