import { describe, expect, it } from "vitest";
import { runLanes, runStays, runStaysTsv } from "@/components/timeline/runs-timeline-lanes";
import type { RunTimeline } from "@/lib/domain/run/run-timeline";

const now = new Date("2025-11-15T00:00:00Z");
const hrefOf = (id: string) => `/runs/${id}`;

const change = (to: RunTimeline["state"], at: string, reason: string | null = null) => ({
  ...{ from: null, to, at: `2025-11-14T${at}.000Z`, actor: "dispatcher", reason },
});
const RUNS: RunTimeline[] = [
  {
    ...{ id: "b", jobName: "CLOSE", jobCount: "02150001", state: "LockWait" },
    reason: "LOCK: STOCK",
    transitions: [change("Scheduled", "02:15:00"), change("LockWait", "02:15:01", "LOCK: LEDGER")],
  },
  {
    ...{ id: "a", jobName: "CLOSE", jobCount: "02140001", state: "Error", reason: "HTTP_500" },
    transitions: [
      ...[change("Scheduled", "02:14:00"), change("Running", "02:14:05", "=1+1")],
      change("Error", "02:14:09", "HTTP_500"),
    ],
  },
];

describe("the lanes of the runs of a job", () => {
  it("are named by number and by when the run was executed, or else submitted", () => {
    const lanes = runLanes(RUNS, { hrefOf, now });
    expect(lanes.map(({ label, sublabel, href }) => [label, sublabel, href])).toEqual([
      ["02150001", "14 Nov 02:15:00", "/runs/b"],
      ["02140001", "14 Nov 02:14:05", "/runs/a"],
    ]);
  });

  it("say what a run waits for now, not what it waited for first", () => {
    expect(runLanes(RUNS, { hrefOf, now })[0]?.transitions.at(-1)?.reason).toBe("LOCK: STOCK");
  });
});

describe("the same as a table", () => {
  it("has every stay of every run", () => {
    const stays = runStays(RUNS, now).map(({ lane, segment }) => `${lane} ${segment.state}`);
    expect(stays).toEqual([
      ...["02150001 Scheduled", "02150001 LockWait"],
      ...["02140001 Scheduled", "02140001 Running", "02140001 Error"],
    ]);
  });

  it("is copied with ISO instants and lengths, and without formulas", () => {
    const rows = runStaysTsv(RUNS)
      .split("\n")
      .map((row) => row.split("\t"));
    expect(rows[0]?.slice(3, 7)).toEqual(["state", "from", "until", "stayed_ms"]);
    expect(rows[2]?.slice(3, 7)).toEqual(["LockWait", "2025-11-14T02:15:01.000Z", "", ""]);
    expect(rows[4]?.slice(5)).toEqual(["2025-11-14T02:14:09.000Z", "4000", "dispatcher", "'=1+1"]);
  });
});
