import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ForecastReport } from "@/lib/queries/reports/forecast-report";
import { ForecastView } from "./forecast-view";

const hour = new Date("2026-03-02T02:00:00Z");
const report: ForecastReport = {
  period: { from: hour, until: new Date("2026-03-02T03:00:00Z") },
  ...{ starts: 12, slots: 4, notes: [] },
  hours: [{ hour, starts: 12, onTheHour: 9, busyMs: 90_000, peak: 9 }],
  crowds: [{ hour, kind: "on-the-hour", count: 9 }],
  jobs: [
    {
      ...{
        schedule: "s1",
        definition: "Close books",
        definitionId: "d1",
        text: "Every five minutes",
      },
      ...{ starts: 12, firstAt: hour, lastAt: hour, meanDurationMs: null },
    },
  ],
};
const drawn = (more: Partial<ForecastReport> = {}) =>
  renderToStaticMarkup(<ForecastView report={{ ...report, ...more }} />);

describe("the forecast", () => {
  it("warns of hours in which more start at once than there are slots, and marks them in its table", () => {
    const markup = drawn();
    expect(markup).toContain("1 hour will be crowded");
    expect(markup).toContain(
      "2026-03-02 02:00: 9 runs start exactly on the hour and meet 4 slots.",
    );
    expect(markup).toContain("too few");
    expect(drawn({ crowds: [], slots: 20 })).not.toContain("too few");
  });

  it("does not make up a duration that is not known", () => {
    expect(drawn()).toContain("not known");
  });

  it("says that nothing is planned, with a way on", () => {
    const markup = drawn({ starts: 0, jobs: [], crowds: [], hours: [] });
    expect(markup).toContain("Nothing is planned for this time");
    expect(markup).toContain('href="/schedules"');
  });
});
