import { describe, expect, it } from "vitest";
import { NOTHING_REMOVED, retentionLines, upkeepLines } from "./housekeeping-text";

const KEEP = { runs: 30, runLogs: 15, history: 1 };

describe("what retention tells its run log", () => {
  it("names how much of what was removed, and how long it was kept", () => {
    const removed = { ...NOTHING_REMOVED, oldRuns: 1204, logParts: 1, history: 2 };
    expect(retentionLines(removed, KEEP)).toEqual([
      "Removed 1,204 runs older than 30 days.",
      "Removed 1 part of run logs older than 15 days.",
      "Removed 2 entries of action log and audit older than 1 day.",
    ]);
  });

  it("says so when there was nothing to remove", () => {
    expect(retentionLines(NOTHING_REMOVED, KEEP)).toEqual(["Nothing was past its retention."]);
  });
});

describe("what schedule upkeep tells its run log", () => {
  const nothing = { endTime: 0, unreachable: 0, onCompletion: 0, deletedOneTime: 0 };

  it("names how many schedules were deactivated and deleted, and why", () => {
    expect(upkeepLines({ ...nothing, endTime: 3, deletedOneTime: 1 })).toEqual([
      "Deactivated 3 schedules whose end time was reached.",
      "Deleted 1 one-time schedule not used for 30 days.",
    ]);
  });

  it("says so when no schedule needed anything", () => {
    expect(upkeepLines(nothing)).toEqual(["No schedule needed attention."]);
  });
});
