import { describe, expect, it } from "vitest";
import { decideSystemEvent } from "./system-run";

const AT = new Date("2026-03-02T12:00:00Z");
const said = { at: AT.toISOString(), level: "info" as const, text: "Removed 2 runs." };

describe("the end of a system job", () => {
  it("is Completed when its work is done", () => {
    const end = decideSystemEvent({ type: "done", lines: [said] }, AT);
    expect(end).toMatchObject({ to: "Completed", reason: null, lines: [said] });
  });

  it("is Killed when it was to end before, with what was done until then", () => {
    const end = decideSystemEvent({ type: "aborted", lines: [said] }, AT);
    expect(end).toMatchObject({ to: "Killed", reason: "KILLED" });
    expect(end.lines.map(({ text }) => text)).toEqual([
      "Removed 2 runs.",
      "Ended before its work was done.",
    ]);
  });

  it("is Error when it failed, with what went wrong", () => {
    const end = decideSystemEvent({ type: "failed", error: new Error("lost"), lines: [] }, AT);
    expect(end).toMatchObject({ to: "Error", reason: "SYSTEM_JOB_FAILED" });
    expect(end.lines).toMatchObject([{ level: "error", text: "lost" }]);
  });
});
