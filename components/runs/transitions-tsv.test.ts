import { describe, expect, it } from "vitest";
import { transitionsTsv } from "@/components/runs/transitions-tsv";

describe("transitionsTsv", () => {
  it("writes one line per change with its stay in milliseconds", () => {
    const text = transitionsTsv([
      { state: "Scheduled", at: new Date("2025-11-14T14:00:00Z"), actor: "planner", reason: null },
      { state: "Running", at: new Date("2025-11-14T14:00:01.500Z"), actor: "node-1" },
      { state: "Error", at: new Date("2025-11-14T14:00:02Z"), reason: "HTTP 500\tfrom\nserver" },
    ]);
    expect(text.split("\n")).toEqual([
      "from\tto\tat\tstayed_ms\tactor\treason",
      "\tScheduled\t2025-11-14T14:00:00.000Z\t1500\tplanner\t",
      "Scheduled\tRunning\t2025-11-14T14:00:01.500Z\t500\tnode-1\t",
      "Running\tError\t2025-11-14T14:00:02.000Z\t\t\tHTTP 500 from server",
    ]);
  });

  it("keeps a spreadsheet from reading a reason as a formula", () => {
    const text = transitionsTsv([
      { state: "Error", at: new Date("2025-11-14T14:00:00Z"), reason: '=HYPERLINK("x")' },
    ]);
    expect(text.split("\t").at(-1)).toBe(`'=HYPERLINK("x")`);
  });
});
