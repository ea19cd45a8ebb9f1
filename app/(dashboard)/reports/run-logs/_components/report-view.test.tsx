import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type ReportLine, summaryOf } from "@/lib/domain/report/run-log-report";
import { ReportDownloads } from "./report-downloads";
import { ReportFigures } from "./report-figures";
import { ReportTable } from "./report-table";

const SELECTION = {
  ...{ definition: null, name: "CL*", states: ["Error" as const, "Killed" as const] },
  from: new Date("2026-03-01T00:00:00Z"),
  to: new Date("2026-03-02T00:00:00Z"),
};
const SUMMARY = summaryOf([
  { state: "Error", runs: 1234, timed: 2, durationMs: 3000, maxDurationMs: 2000 },
]);

function line(facts: Partial<ReportLine>): ReportLine {
  return {
    ...{ run: "r1", depth: 0, tenant: "t", definition: "Close", jobName: "CLOSE", role: "job" },
    ...{ number: "02140501", step: null, call: null, iteration: null, state: "Error" },
    submittedAt: "2026-03-01T00:00:00.000Z",
    plannedAt: "2026-03-01T00:00:00.000Z",
    ...{ startedAt: null, endedAt: null, delayMs: null, durationMs: null, returnCode: null },
    ...{ httpStatus: null, server: null, submittedBy: "ada", restartOf: null, reason: null },
    ...{ firstError: null, messages: null, hasMoreMessages: false },
    ...facts,
  };
}

describe("the ways out of a report", () => {
  it("are for the very runs on the screen, and say how many before they begin", () => {
    const html = renderToStaticMarkup(
      <ReportDownloads selection={SELECTION} preview={{ summary: SUMMARY, isTooLarge: false }} />,
    );
    expect(html).toContain("1,234 runs, with the steps and calls of chains; at most 10,000");
    const query =
      "from=2026-03-01T00%3A00%3A00.000Z&amp;to=2026-03-02T00%3A00%3A00.000Z&amp;name=CL*&amp;state=Error%2CKilled";
    expect(html).toContain(`/api/v1/reports/run-log?${query}&amp;format=csv&amp;download=1`);
    expect(html).toContain(`/api/v1/runs/logs?${query}&amp;format=zip`);
  });

  it("are closed while there are too many runs, and tell what to do", () => {
    const html = renderToStaticMarkup(
      <ReportDownloads selection={SELECTION} preview={{ summary: SUMMARY, isTooLarge: true }} />,
    );
    expect(html).not.toContain("href");
    expect(html).toContain("Choose a shorter period");
  });
});

describe("the report on the screen", () => {
  it("links each run to its log, names its place in a chain and shows errors as text", () => {
    const html = renderToStaticMarkup(
      <ReportTable
        lines={[
          line({ firstError: "\u001b[31m<b>refused</b>" }),
          line({ run: "r2", depth: 1, step: "LOAD", iteration: 2, state: "Completed" }),
        ]}
      />,
    );
    expect(html).toContain('href="/runs/r1?tab=log"');
    expect(html).toContain("&lt;b&gt;refused&lt;/b&gt;");
    expect(html).not.toContain("\u001b");
    expect(html).toContain("LOAD (round 2)");
  });

  it("says that nothing fits, and what to change", () => {
    expect(renderToStaticMarkup(<ReportTable lines={[]} />)).toContain("No run fits");
  });

  it("has the figures of the whole selection", () => {
    const html = renderToStaticMarkup(<ReportFigures summary={SUMMARY} />);
    expect(html).toContain("1,234");
    expect(html).toMatch(/Mean duration<\/dt><dd[^>]*>1.5 s/);
  });
});
