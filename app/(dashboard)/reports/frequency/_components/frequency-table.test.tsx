import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { frequencyRows } from "@/lib/domain/report/frequency";
import { frequencyPageSchema } from "@/lib/domain/report/report-pages";
import { runDays } from "@/lib/domain/report/run-days";
import { FrequencyHelp } from "./frequency-help";
import { FrequencyTable } from "./frequency-table";

const NOW = new Date("2026-11-20T12:00:00Z");
const STARTED = new Date("2026-11-19T12:00:00Z");

function page(runs: number) {
  const sums = {
    ...{ jobName: "NIGHTLY", tenantId: "t", state: "Completed" as const, runs },
    ...{ durationMs: 1000, maxDurationMs: 1000, delayMs: 0, maxDelayMs: 0 },
    ...{ firstStartedAt: STARTED, lastStartedAt: STARTED },
  };
  const rows =
    runs === 0 ? [] : frequencyRows([sums], { window: { from: null, to: null }, now: NOW });
  const named = rows.map((row) => ({ ...row, tenant: "North" }));
  const items = named.map((row) => ({ ...row, days: runDays([], NOW) }));
  const cursors = { previousCursor: null, nextCursor: "next" };
  return { ...cursors, items, short: named, jobs: rows.length, runs, top: [] };
}

function shown(query: Record<string, string>, runs = 3): string {
  const state = frequencyPageSchema.parse(query);
  return renderToStaticMarkup(<FrequencyTable page={page(runs)} state={state} hasTenant={false} />);
}

describe("the table of the frequency report", () => {
  it("leads from a row to its started runs in the monitor, with the filter of the report", () => {
    const html = shown({ from: "now-7d", createdBy: "ada*", kind: "http" });
    expect(html).toContain(
      'href="/monitor?jobName=NIGHTLY&amp;kind=http&amp;user=ada*&amp;startedFrom=now-7d"',
    );
    expect(html).toContain("state=F");
  });

  it("asks for a start where the report has no beginning, because only started runs were counted", () => {
    expect(shown({})).toContain("startedFrom=2026-11-19T12:00:00.000Z");
  });

  it("tells the order to assistive technology and turns it round at the next click", () => {
    const html = shown({});
    expect(html).toContain('aria-sort="descending"');
    expect(html).toContain('href="/reports/frequency?sort=runs"');
    expect(html).toContain('href="/reports/frequency?sort=-p95DurationMs"');
    expect(html).toContain("cursor=next");
  });

  it("has the three columns of seed 000 in the short view, and its query beside it", () => {
    const query = { view: "short", status: "F" };
    const html = shown(query);
    expect(html.match(/<th /g)).toHaveLength(3);
    const help = renderToStaticMarkup(<FrequencyHelp state={frequencyPageSchema.parse(query)} />);
    expect(help).toContain("SELECT jobname, COUNT(strtdate), MAX(strtdate)");
    expect(help).toContain("status IN (&#x27;F&#x27;)");
    expect(help).toContain("Only runs that started count");
  });

  it("says what to do when nothing fits", () => {
    expect(shown({}, 0)).toContain("No run that started fits the filter");
  });
});
